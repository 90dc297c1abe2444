package dev.comm.examples.sky.geometry;

import java.util.stream.IntStream;

/**
 * The HEALPix pixels of one resolution in the nested numbering.
 *
 * <p>All pixels have the same area. Each of the twelve base faces holds {@code nside × nside} pixels. The bits of the
 * two face coordinates alternate in the pixel number, so the four children of a pixel have consecutive numbers.
 * Formulas: Górski et al. 2005, ApJ 622, 759, sections 4 and 5.
 */
public final class Healpix {
    private static final double HALF_PI = StrictMath.PI / 2;

    private final int nside;

    public Healpix(int nside) {
        if (nside < 1 || nside > 8192 || Integer.bitCount(nside) != 1) {
            throw new IllegalArgumentException("nside must be a power of two from 1 to 8192 but is " + nside);
        }
        this.nside = nside;
    }

    public int nside() {
        return nside;
    }

    public int pixels() {
        return 12 * nside * nside;
    }

    /** Returns the direction of the centre of a pixel. */
    public Direction centre(int pixel) {
        int within = pixel & (nside * nside - 1);
        return onFace(pixel / (nside * nside), evenBits(within) + 0.5, evenBits(within >>> 1) + 0.5);
    }

    /** Returns the pixel that holds a direction. */
    public int pixel(Direction d) {
        double turn = StrictMath.atan2(d.y(), d.x()) / HALF_PI;
        double quarter = turn < 0 ? turn + 4 : turn;
        return StrictMath.abs(d.z()) <= 2.0 / 3 ? equatorial(d.z(), quarter) : polar(d, quarter);
    }

    /**
     * Returns the seven or eight pixels that share an edge or a corner with a pixel, in ascending order.
     *
     * <p>Inside a face, the neighbours follow from the coordinates. On the rim of a face, the pixels on small circles
     * around the four corners are used instead. This needs no table of adjacent faces.
     */
    public int[] neighbours(int pixel) {
        int face = pixel / (nside * nside);
        int within = pixel & (nside * nside - 1);
        int x = evenBits(within);
        int y = evenBits(within >>> 1);
        boolean inside = x > 0 && y > 0 && x < nside - 1 && y < nside - 1;
        IntStream found = inside
                ? IntStream.range(0, 9).map(step -> number(face, x - 1 + step % 3, y - 1 + step / 3))
                : IntStream.range(0, 4).flatMap(corner -> around(onFace(face, x + corner % 2, y + corner / 2)));
        return found.filter(other -> other != pixel).sorted().distinct().toArray();
    }

    /** Returns the pixels on a circle around a corner. The circle is much smaller than a pixel. */
    private IntStream around(Direction corner) {
        double radius = 0.01 / nside;
        Direction east = StrictMath.abs(corner.z()) > 0.999999
                ? new Direction(1, 0, 0)
                : Direction.along(-corner.y(), corner.x(), 0);
        Direction north = corner.cross(east);
        return IntStream.range(0, 16).map(step -> {
            double angle = (step + 0.5) * StrictMath.PI / 8;
            double a = radius * StrictMath.cos(angle);
            double b = radius * StrictMath.sin(angle);
            return pixel(Direction.along(
                    corner.x() + a * east.x() + b * north.x(),
                    corner.y() + a * east.y() + b * north.y(),
                    corner.z() + a * east.z() + b * north.z()));
        });
    }

    /**
     * Returns the direction of a point of a face. The coordinates go from 0 to nside along the two lower edges of the
     * face.
     */
    private Direction onFace(int face, double x, double y) {
        double row = (face / 4 + 2) * nside - x - y; // rings from the north pole, 0 to 4 nside
        double meridian = 2 * (face % 4) - (face / 4) % 2 + 1; // middle of the face in units of 45 degrees
        double north = row < nside ? row : 4.0 * nside - row;
        if (north >= nside) {
            double z = 2.0 / 3 * (2 - row / nside);
            return at(z, 1 - StrictMath.abs(z), meridian + (x - y) / nside);
        }
        double cap = north * north / (3.0 * nside * nside); // 1 - |z|, in a variable of its own to stay exact near the
        // poles
        double phi = north == 0 ? meridian : meridian + (x - y) / north;
        return at(row < nside ? 1 - cap : cap - 1, cap, phi);
    }

    private static Direction at(double z, double toPole, double eighths) {
        double ring = StrictMath.sqrt(StrictMath.max(0, toPole * (2 - toPole)));
        double phi = eighths * HALF_PI / 2;
        return new Direction(ring * StrictMath.cos(phi), ring * StrictMath.sin(phi), z);
    }

    private int equatorial(double z, double quarter) {
        int rising = (int) StrictMath.floor(nside * (0.5 + quarter - 0.75 * z));
        int falling = (int) StrictMath.floor(nside * (0.5 + quarter + 0.75 * z));
        int risingFace = rising / nside;
        int fallingFace = falling / nside;
        int face;
        if (risingFace == fallingFace) {
            face = (risingFace & 3) + 4;
        } else {
            face = risingFace < fallingFace ? risingFace & 3 : (fallingFace & 3) + 8;
        }
        return number(face, falling & (nside - 1), nside - 1 - (rising & (nside - 1)));
    }

    private int polar(Direction d, double quarter) {
        int column = StrictMath.min(3, (int) quarter);
        double part = quarter - column;
        double flat = d.x() * d.x() + d.y() * d.y(); // 1 - |z| from x and y, exact near the poles
        double radius = nside * StrictMath.sqrt(3 * flat / (1 + StrictMath.abs(d.z())));
        int a = StrictMath.min(nside - 1, (int) (part * radius));
        int b = StrictMath.min(nside - 1, (int) ((1 - part) * radius));
        return d.z() > 0 ? number(column, nside - 1 - b, nside - 1 - a) : number(column + 8, a, b);
    }

    private int number(int face, int x, int y) {
        return face * nside * nside + spread(x) + 2 * spread(y);
    }

    /** Returns the bits at even places of a number, moved together. */
    private static int evenBits(int bits) {
        int value = 0;
        for (int i = 0; i < 16; i++) {
            value |= (bits >>> i) & (1 << i);
        }
        return value & 0xffff;
    }

    private static int spread(int bits) {
        int value = 0;
        for (int i = 0; i < 14; i++) {
            value |= (bits & (1 << i)) << i;
        }
        return value;
    }
}
