package dev.comm.examples.sky.geometry;

import java.util.Optional;

/**
 * The Mollweide projection. The right ascension increases to the left, and 180° is in the middle.
 *
 * <p>The projection preserves areas, so a dense spot never looks denser than it is. Formulas: Snyder 1987, Map
 * Projections, USGS Professional Paper 1395, section 31.
 *
 * @param centreX the middle of the ellipse in pixels
 * @param centreY the middle of the ellipse in pixels
 * @param radius half the height, a quarter of the width of the ellipse in pixels
 */
public record Mollweide(double centreX, double centreY, double radius) {
    /** A position on the image, in pixels. */
    public record Point(double x, double y) {
        public double distance(Point other) {
            return StrictMath.hypot(x - other.x, y - other.y);
        }
    }

    public Point project(Direction d) {
        double auxiliary = auxiliary(d.z());
        double east = (180 - d.rightAscension()) / 180;
        double x = centreX + 2 * radius * east * StrictMath.cos(auxiliary);
        return new Point(x, centreY - radius * StrictMath.sin(auxiliary));
    }

    /** Returns the direction that is shown at a position, or nothing outside of the ellipse. */
    public Optional<Direction> direction(double x, double y) {
        double height = (centreY - y) / radius;
        if (StrictMath.abs(height) >= 1) {
            return Optional.empty();
        }
        double half = StrictMath.sqrt(1 - height * height);
        double east = (x - centreX) / (2 * radius * half);
        if (StrictMath.abs(east) > 1) {
            return Optional.empty();
        }
        double auxiliary = StrictMath.asin(height);
        double sine = (2 * auxiliary + StrictMath.sin(2 * auxiliary)) / StrictMath.PI;
        double ring = StrictMath.sqrt(StrictMath.max(0, 1 - sine * sine));
        double angle = StrictMath.PI * (1 - east);
        return Optional.of(new Direction(ring * StrictMath.cos(angle), ring * StrictMath.sin(angle), sine));
    }

    /** Solves {@code 2t + sin 2t = π sin δ} by bisection, because Newton's method converges slowly near the poles. */
    private static double auxiliary(double sineDeclination) {
        double low = -StrictMath.PI / 2;
        double high = StrictMath.PI / 2;
        for (int step = 0; step < 48; step++) {
            double middle = (low + high) / 2;
            if (2 * middle + StrictMath.sin(2 * middle) < StrictMath.PI * sineDeclination) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
