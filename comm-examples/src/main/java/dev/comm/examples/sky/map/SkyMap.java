package dev.comm.examples.sky.map;

import dev.comm.examples.sky.file.NewFile;
import dev.comm.examples.sky.geometry.Mollweide;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.search.RankedSpot;
import dev.comm.examples.sky.search.SkyResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The picture of the whole sky with its hot spots. */
public final class SkyMap {
    private static final int WIDTH = 2400;
    private static final int HEIGHT = 1400;
    private static final Mollweide SKY = new Mollweide(WIDTH / 2.0, 690, 548);

    private final SkyModel model;
    private final SkyResult result;
    private final Lettering lettering;

    private SkyMap(SkyModel model, SkyResult result, Lettering lettering) {
        this.model = model;
        this.result = result;
        this.lettering = lettering;
    }

    /**
     * Writes the picture.
     *
     * @return a warning if the system has no fonts. In this case the spots are labelled with their ranks in built-in
     *     digits
     */
    public static Optional<String> write(SkyModel model, SkyResult result, Path file) throws IOException {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true"); // nodes of a cluster have no screen
        }
        Optional<Lettering> fonts = FontLettering.available();
        BufferedImage image = draw(model, result, fonts.orElseGet(DigitLettering::new));
        NewFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java cannot write PNG files");
            }
        });
        return fonts.isPresent()
                ? Optional.empty()
                : Optional.of("no fonts on this system: " + file.getFileName()
                        + " shows ranks instead of names, see hot-spots.csv");
    }

    static BufferedImage draw(SkyModel model, SkyResult result, Lettering lettering) {
        return new SkyMap(model, result, lettering).picture();
    }

    private BufferedImage picture() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(Palette.PAPER);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        new SkyImage(model, result.map()).paint(image, SKY);
        LabelLayout layout = new LabelLayout(new Rectangle(12, 130, WIDTH - 24, HEIGHT - 280));
        new SkyFrame(canvas, SKY, lettering, layout).draw();
        spots(canvas, layout);
        new SkyCaption(canvas, result, lettering).draw(WIDTH, HEIGHT);
        canvas.dispose();
        return image;
    }

    private void spots(Graphics2D canvas, LabelLayout layout) {
        for (RankedSpot spot : result.spots()) {
            layout.blockRing(SKY.project(spot.spot().position()), ring(spot));
        }
        for (RankedSpot spot : result.spots()) {
            spot(canvas, layout, spot);
        }
    }

    private void spot(Graphics2D canvas, LabelLayout layout, RankedSpot spot) {
        Mollweide.Point centre = SKY.project(spot.spot().position());
        double radius = ring(spot);
        Color ink = spot.identified() ? Palette.INK : Palette.FAINT_INK;
        canvas.setColor(ink);
        canvas.setStroke(new BasicStroke(spot.identified() ? 2.2f : 1.6f));
        canvas.draw(new Ellipse2D.Double(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius));
        String text = spot.identified() && lettering.letters() ? spot.name() : Integer.toString(spot.rank());
        int height = spot.identified() ? 26 : 21;
        Rectangle size = new Rectangle(lettering.width(text, height), height);
        layout.place(centre, size, radius + 7, 260).ifPresent(label -> {
            new Leader(centre, radius, label).draw(canvas);
            int baseline = label.y + label.height - (lettering.letters() ? label.height / 5 : 3);
            halo(canvas, text, new Lettering.Place(label.x, baseline, height));
            canvas.setColor(ink);
            lettering.draw(canvas, text, new Lettering.Place(label.x, baseline, height));
        });
    }

    /** Darkens the sky directly behind a label, so that the label is readable on bright sky too. */
    private void halo(Graphics2D canvas, String text, Lettering.Place place) {
        canvas.setColor(Palette.HALO);
        for (int step = 0; step < 8; step++) {
            int dx = (int) StrictMath.round(2.5 * StrictMath.cos(step * StrictMath.PI / 4));
            int dy = (int) StrictMath.round(2.5 * StrictMath.sin(step * StrictMath.PI / 4));
            lettering.draw(canvas, text, new Lettering.Place(place.x() + dx, place.baseline() + dy, place.height()));
        }
    }

    /** Returns the radius of a ring. Hotter spots have larger rings. */
    private static double ring(RankedSpot spot) {
        return 11 + StrictMath.min(9, spot.spot().ts() / 10);
    }
}
