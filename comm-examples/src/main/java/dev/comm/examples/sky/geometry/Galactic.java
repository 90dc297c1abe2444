package dev.comm.examples.sky.geometry;

/**
 * The conversion of equatorial J2000 directions to galactic ones and back.
 *
 * <p>The pole (192.85948°, +27.12825°) and the node (32.93192°) are the values of the Hipparcos catalogue, ESA SP-1200
 * (1997), volume 1, section 1.5.3.
 */
public final class Galactic {
    private static final double NODE = StrictMath.toRadians(32.93192);
    private static final Direction POLE = Direction.ofDegrees(192.85948, 27.12825);
    private static final Direction ASCENDING = Direction.ofDegrees(192.85948 + 90, 0);
    private static final Direction THIRD = POLE.cross(ASCENDING);

    private Galactic() {}

    public static double longitude(Direction d) {
        double angle = StrictMath.atan2(dot(d, THIRD), dot(d, ASCENDING)) + NODE;
        double degrees = StrictMath.toDegrees(angle);
        return degrees < 0 ? degrees + 360 : degrees;
    }

    public static double latitude(Direction d) {
        double sine = dot(d, POLE);
        return StrictMath.toDegrees(StrictMath.asin(StrictMath.max(-1, StrictMath.min(1, sine))));
    }

    /** Returns the point of the galactic equator at a galactic longitude in degrees. */
    public static Direction equator(double longitude) {
        double angle = StrictMath.toRadians(longitude) - NODE;
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        return Direction.along(
                c * ASCENDING.x() + s * THIRD.x(),
                c * ASCENDING.y() + s * THIRD.y(),
                c * ASCENDING.z() + s * THIRD.z());
    }

    private static double dot(Direction a, Direction b) {
        return a.x() * b.x() + a.y() * b.y() + a.z() * b.z();
    }
}
