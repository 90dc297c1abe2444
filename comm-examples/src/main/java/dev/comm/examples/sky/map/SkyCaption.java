package dev.comm.examples.sky.map;

import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.search.SkyResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;

/** The title above the map, and the colour bar and the legend below it. */
final class SkyCaption {
    private static final int BAR_WIDTH = 720;
    private static final int BAR_HEIGHT = 20;
    private static final int SMALL = 22;

    private final Graphics2D canvas;
    private final SkyResult result;
    private final Lettering lettering;

    SkyCaption(Graphics2D canvas, SkyResult result, Lettering lettering) {
        this.canvas = canvas;
        this.result = result;
        this.lettering = lettering;
    }

    void draw(int width, int height) {
        if (lettering.letters()) {
            title();
            legend(width - 60, height - 92);
        }
        bar((width - BAR_WIDTH) / 2, height - 110);
    }

    private void title() {
        SkyJob job = result.job();
        canvas.setColor(Palette.INK);
        text("Point sources in the Hipparcos sky", 60, 70, 42);
        canvas.setColor(Palette.FAINT_INK);
        text(
                String.format(
                        Locale.ROOT,
                        "%,d stars to V = %.1f, Gaussian spot of %.1f\u00b0, %,d positions, %,d scrambled skies",
                        result.stars(),
                        job.magnitudeMax(),
                        job.sigmaDegrees(),
                        result.map().length,
                        job.trials()),
                60,
                108,
                24);
    }

    private void bar(int left, int top) {
        for (int x = 0; x < BAR_WIDTH; x++) {
            canvas.setColor(new Color(Palette.rgb((x + 0.5) / BAR_WIDTH)));
            canvas.fillRect(left + x, top, 1, BAR_HEIGHT);
        }
        canvas.setColor(Palette.FAINT_INK);
        canvas.setStroke(new BasicStroke(1.2f));
        canvas.drawRect(left, top, BAR_WIDTH, BAR_HEIGHT);
        double end = StrictMath.sqrt(SkyImage.TS_MAX);
        for (int root = 0; root <= end; root++) {
            int x = left + (int) StrictMath.round(BAR_WIDTH * root / end);
            canvas.drawLine(x, top + BAR_HEIGHT, x, top + BAR_HEIGHT + 7);
            String label = Integer.toString(root);
            text(label, x - lettering.width(label, SMALL) / 2, top + BAR_HEIGHT + 32, SMALL);
        }
        if (lettering.letters()) {
            String label = "\u221aTS";
            text(label, left - 20 - lettering.width(label, 26), top + 19, 26);
            text(String.format(Locale.ROOT, "TS \u2265 %.0f", SkyImage.TS_MAX), left + BAR_WIDTH + 20, top + 18, SMALL);
        }
    }

    private void legend(int right, int top) {
        String equator = "galactic equator";
        String unidentified = "unidentified, by rank";
        int x = right - lettering.width(unidentified, SMALL);
        canvas.setColor(Palette.FAINT_INK);
        text(equator, x, top, SMALL);
        canvas.setColor(Palette.GALAXY);
        canvas.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {9, 7}, 0));
        canvas.drawLine(x - 70, top - 7, x - 14, top - 7);
        canvas.setColor(Palette.FAINT_INK);
        canvas.setStroke(new BasicStroke(1.6f));
        canvas.drawOval(x - 52, top + 18, 20, 20);
        text(unidentified, x, top + 35, SMALL);
    }

    private void text(String text, int x, int baseline, int height) {
        lettering.draw(canvas, text, new Lettering.Place(x, baseline, height));
    }
}
