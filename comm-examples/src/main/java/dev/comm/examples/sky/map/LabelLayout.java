package dev.comm.examples.sky.map;

import dev.comm.examples.sky.geometry.Mollweide;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places of the labels around their rings, without any overlap.
 *
 * <p>Labels are placed in the order of the calls, so the hottest spots receive the best places.
 */
final class LabelLayout {
    private static final int DIRECTIONS = 24;
    private static final int GAP = 5;

    private final Rectangle frame;
    private final List<Rectangle> taken = new ArrayList<>();
    private final List<Line2D> leaders = new ArrayList<>();

    /**
     * Creates an empty layout.
     *
     * @param frame the bounds of the labels
     */
    LabelLayout(Rectangle frame) {
        this.frame = frame;
    }

    /** Keeps labels off an area. */
    void block(Rectangle area) {
        taken.add(area);
    }

    /** Keeps labels off a ring. */
    void blockRing(Mollweide.Point centre, double radius) {
        int size = (int) StrictMath.ceil(2 * radius);
        block(new Rectangle((int) (centre.x() - radius), (int) (centre.y() - radius), size, size));
    }

    /**
     * Returns the nearest free place for a label, or nothing if all places are taken.
     *
     * @param clearance minimum distance from the centre of the ring
     * @param reach maximum distance from the centre of the ring
     */
    Optional<Rectangle> place(Mollweide.Point ring, Rectangle size, double clearance, double reach) {
        for (double distance = clearance; distance <= reach; distance += 6) {
            for (int turn = 0; turn < DIRECTIONS; turn++) {
                Rectangle label = candidate(ring, size, distance, turn);
                Line2D leader = leader(ring, label);
                if (isFree(label, leader)) {
                    taken.add(label);
                    leaders.add(leader);
                    return Optional.of(label);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the line from a ring's centre to the nearest point of its label. */
    static Line2D leader(Mollweide.Point ring, Rectangle label) {
        double x = StrictMath.max(label.getMinX(), StrictMath.min(label.getMaxX(), ring.x()));
        double y = StrictMath.max(label.getMinY(), StrictMath.min(label.getMaxY(), ring.y()));
        return new Line2D.Double(ring.x(), ring.y(), x, y);
    }

    /**
     * Returns a possible place of the label. The turns go from the right to the left, on the upper and the lower side
     * alternately.
     */
    private static Rectangle candidate(Mollweide.Point ring, Rectangle size, double distance, int turn) {
        int step = (turn + 1) / 2 * (turn % 2 == 0 ? 1 : -1);
        double angle = 2 * StrictMath.PI * step / DIRECTIONS;
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double x = ring.x() + distance * cosine + (cosine - 1) / 2 * size.width;
        double y = ring.y() + distance * sine + (sine - 1) / 2 * size.height;
        return new Rectangle((int) StrictMath.round(x), (int) StrictMath.round(y), size.width, size.height);
    }

    private boolean isFree(Rectangle label, Line2D leader) {
        if (!frame.contains(label)) {
            return false;
        }
        Rectangle wide = new Rectangle(label);
        wide.grow(GAP, GAP);
        for (Rectangle other : taken) {
            boolean ownRing = other.contains(leader.getP1());
            if (other.intersects(wide) || (!ownRing && leader.intersects(other))) {
                return false;
            }
        }
        for (Line2D other : leaders) {
            if (other.intersects(wide) || other.intersectsLine(leader)) {
                return false;
            }
        }
        return true;
    }
}
