package dev.comm.examples.sky.map;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Lettering in the sans-serif font of the system. */
public final class FontLettering implements Lettering {
    private final FontRenderContext context = new FontRenderContext(null, true, true);

    private FontLettering() {}

    /**
     * Returns this lettering if the system has fonts.
     *
     * <p>A Java without fonts fails in many ways: missing native libraries, broken class initialisers, an internal
     * error of the font manager, or letters that leave no mark. So the method draws a letter to find out.
     */
    public static Optional<Lettering> available() {
        try {
            Lettering lettering = new FontLettering();
            return marks(lettering) ? Optional.of(lettering) : Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean letters() {
        return true;
    }

    @Override
    public int width(String text, int height) {
        return (int) StrictMath.ceil(font(height).getStringBounds(text, context).getWidth());
    }

    @Override
    public void draw(Graphics2D canvas, String text, Place place) {
        canvas.setFont(font(place.height()));
        canvas.drawString(text, place.x(), place.baseline());
    }

    private static Font font(int height) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, height);
    }

    private static boolean marks(Lettering lettering) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        lettering.draw(canvas, "M", new Place(5, 30, 24));
        canvas.dispose();
        for (int i = 0; i < 40 * 40; i++) {
            if ((image.getRGB(i % 40, i / 40) & 0xffffff) != 0) {
                return lettering.width("M", 24) > 0;
            }
        }
        return false;
    }
}
