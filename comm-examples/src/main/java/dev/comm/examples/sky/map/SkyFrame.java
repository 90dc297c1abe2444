package dev.comm.examples.sky.map;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.geometry.Galactic;
import dev.comm.examples.sky.geometry.Mollweide;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.function.DoubleFunction;

/** The marks for orientation on the map: the grid, its numbers, the galactic equator and the rim. */
final class SkyFrame {
    private static final int SMALL = 20;

    private final Graphics2D canvas;
    private final Mollweide sky;
    private final Lettering lettering;
    private final LabelLayout layout;

    /**
     * Prepares the drawing.
     *
     * @param layout layout in which the numbers of the grid block their places
     */
    SkyFrame(Graphics2D canvas, Mollweide sky, Lettering lettering, LabelLayout layout) {
        this.canvas = canvas;
        this.sky = sky;
        this.lettering = lettering;
        this.layout = layout;
    }

    void draw() {
        grid();
        canvas.setColor(Palette.GALAXY);
        canvas.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {9, 7}, 0));
        curve(Galactic::equator, 0, 360);
        canvas.setColor(Palette.FAINT_INK);
        canvas.setStroke(new BasicStroke(2f));
        canvas.draw(new Ellipse2D.Double(
                sky.centreX() - 2 * sky.radius(), sky.centreY() - sky.radius(), 4 * sky.radius(), 2 * sky.radius()));
        hours();
        degrees();
    }

    private void grid() {
        canvas.setColor(Palette.GRID);
        canvas.setStroke(new BasicStroke(1.1f));
        for (int ra = 30; ra < 360; ra += 30) {
            double meridian = ra;
            curve(dec -> Direction.ofDegrees(meridian, dec), -90, 90);
        }
        for (int dec = -60; dec <= 60; dec += 30) {
            double parallel = dec;
            curve(ra -> Direction.ofDegrees(ra, parallel), 0.01, 359.99);
        }
    }

    /**
     * Draws a curve point by point. The curve is interrupted where it leaves the map at one rim and enters at the
     * other.
     */
    private void curve(DoubleFunction<Direction> points, double from, double to) {
        Path2D path = new Path2D.Double();
        Mollweide.Point previous = null;
        for (int i = 0; i <= 720; i++) {
            Mollweide.Point point = sky.project(points.apply(from + (to - from) * i / 720));
            if (previous == null || previous.distance(point) > sky.radius() / 4) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
            previous = point;
        }
        canvas.draw(path);
    }

    private void hours() {
        canvas.setColor(Palette.FAINT_INK);
        for (int hour = 4; hour < 24; hour += 4) {
            Mollweide.Point at = sky.project(Direction.ofDegrees(15 * hour, 0));
            text(hour + "h", at.x() + 5, at.y() - 6);
        }
    }

    private void degrees() {
        for (int dec = -60; dec <= 60; dec += 30) {
            Mollweide.Point rim = sky.project(Direction.ofDegrees(359.99, dec));
            String label = (dec > 0 ? "+" : dec < 0 ? "\u2212" : "") + StrictMath.abs(dec) + "\u00b0";
            text(label, rim.x() - 12 - lettering.width(label, SMALL), rim.y() + 7);
        }
    }

    private void text(String text, double x, double baseline) {
        layout.block(new Rectangle((int) x, (int) baseline - SMALL, lettering.width(text, SMALL), SMALL));
        lettering.draw(canvas, text, new Lettering.Place((int) x, (int) baseline, SMALL));
    }
}
