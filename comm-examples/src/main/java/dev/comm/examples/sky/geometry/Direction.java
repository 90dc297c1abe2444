package dev.comm.examples.sky.geometry;

/**
 * A direction on the sky as a unit vector in equatorial J2000 axes.
 *
 * @param x towards right ascension 0° on the equator
 * @param y towards right ascension 90° on the equator
 * @param z towards the north pole; the sine of the declination
 */
public record Direction(double x, double y, double z) {

    public static Direction ofDegrees(double rightAscension, double declination) {
        double ra = StrictMath.toRadians(rightAscension);
        double dec = StrictMath.toRadians(declination);
        double ring = StrictMath.cos(dec);
        return new Direction(ring * StrictMath.cos(ra), ring * StrictMath.sin(ra), StrictMath.sin(dec));
    }

    /** Returns the unit vector along the given one. */
    static Direction along(double x, double y, double z) {
        double length = StrictMath.sqrt(x * x + y * y + z * z);
        return new Direction(x / length, y / length, z / length);
    }

    /** Returns the right ascension in degrees, from 0 inclusive to 360 exclusive. */
    public double rightAscension() {
        double degrees = StrictMath.toDegrees(StrictMath.atan2(y, x));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    public double declination() {
        return StrictMath.toDegrees(StrictMath.atan2(z, StrictMath.sqrt(x * x + y * y)));
    }

    /**
     * Returns the angle to another direction. It is computed from the chord, because an arc cosine loses small angles.
     */
    public double separationDegrees(Direction other) {
        double dx = x - other.x;
        double dy = y - other.y;
        double dz = z - other.z;
        double half = StrictMath.sqrt(dx * dx + dy * dy + dz * dz) / 2;
        return StrictMath.toDegrees(2 * StrictMath.asin(StrictMath.min(1, half)));
    }

    /**
     * Returns the cross product, which is perpendicular to both directions. Its length is 1 if the directions are
     * perpendicular to each other.
     */
    Direction cross(Direction other) {
        return new Direction(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }
}
