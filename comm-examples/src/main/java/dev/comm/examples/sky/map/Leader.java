package dev.comm.examples.sky.map;

import dev.comm.examples.sky.geometry.Mollweide;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;

/**
 * The thin line from a ring to its label.
 *
 * @param ring the centre of the ring
 * @param radius the radius of the ring
 * @param label the area of the label
 */
record Leader(Mollweide.Point ring, double radius, Rectangle label) {
    private static final double SHORTEST = 14;

    /** Draws the line, unless the label is so close that it needs no line. */
    void draw(Graphics2D canvas) {
        Line2D line = LabelLayout.leader(ring, label);
        Mollweide.Point end = new Mollweide.Point(line.getX2(), line.getY2());
        double length = ring.distance(end);
        if (length < radius + SHORTEST) {
            return;
        }
        double from = radius / length;
        double to = (length - 4) / length;
        canvas.setColor(new Color(255, 255, 255, 150));
        canvas.setStroke(new BasicStroke(1.2f));
        canvas.draw(new Line2D.Double(
                ring.x() + from * (end.x() - ring.x()),
                ring.y() + from * (end.y() - ring.y()),
                ring.x() + to * (end.x() - ring.x()),
                ring.y() + to * (end.y() - ring.y())));
    }
}
