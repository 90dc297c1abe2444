package dev.comm.examples.sky.model;

import dev.comm.examples.sky.geometry.Direction;

/**
 * The stars of one sky, real or scrambled, sorted into cells so that the stars near a position are found fast.
 *
 * <p>Bands of equal height in declination are cut into cells of right ascension. Neighbouring cells of a band lie next
 * to each other in memory, so a query reads at most two runs of stars in each band. The order inside a cell is the
 * order of the catalogue, so sums are the same on every machine.
 */
public final class StarField {
    private static final int BANDS = 120;
    private static final int CELLS = 256;

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] background;
    private final int[] start;

    /**
     * Sorts the stars of one sky.
     *
     * @param background the background density at each star, per steradian
     */
    public StarField(Direction[] stars, double[] background) {
        int size = stars.length;
        this.x = new double[size];
        this.y = new double[size];
        this.z = new double[size];
        this.background = new double[size];
        this.start = new int[BANDS * CELLS + 1];
        int[] cells = new int[size];
        for (int star = 0; star < size; star++) {
            cells[star] = band(stars[star].declination()) * CELLS + cell(stars[star].rightAscension());
            start[cells[star] + 1]++;
        }
        for (int cell = 0; cell < BANDS * CELLS; cell++) {
            start[cell + 1] += start[cell];
        }
        int[] next = start.clone();
        for (int star = 0; star < size; star++) {
            int place = next[cells[star]]++;
            x[place] = stars[star].x();
            y[place] = stars[star].y();
            z[place] = stars[star].z();
            this.background[place] = background[star];
        }
    }

    public int size() {
        return x.length;
    }

    /**
     * Finds the stars within a radius of a position, always in the same order.
     *
     * @param radius radius in radians, less than a right angle
     * @param found array for the places of the stars; it must have at least {@link #size} elements
     * @return the number of stars that were found
     */
    public int near(Direction at, double radius, int[] found) {
        double declination = at.declination();
        double degrees = StrictMath.toDegrees(radius);
        double reach = 2 * StrictMath.sin(radius / 2);
        double width = halfWidth(declination, radius);
        int first = (int) StrictMath.floor((at.rightAscension() - width) / 360 * CELLS);
        int last = (int) StrictMath.floor((at.rightAscension() + width) / 360 * CELLS);
        if (last - first >= CELLS - 1) {
            first = 0;
            last = CELLS - 1;
        }
        Query query = new Query(at, reach * reach, found);
        for (int band = band(declination - degrees); band <= band(declination + degrees); band++) {
            int base = band * CELLS;
            if (first < 0) {
                query.read(base + first + CELLS, base + CELLS);
            }
            query.read(base + StrictMath.max(first, 0), base + StrictMath.min(last + 1, CELLS));
            if (last >= CELLS) {
                query.read(base, base + last + 1 - CELLS);
            }
        }
        return query.count;
    }

    /** Returns the square of the straight distance, on the unit sphere, from a star to a position. */
    public double chordSquared(int place, Direction at) {
        double dx = x[place] - at.x();
        double dy = y[place] - at.y();
        double dz = z[place] - at.z();
        return dx * dx + dy * dy + dz * dz;
    }

    /** Returns the background density at a star, per steradian. */
    public double background(int place) {
        return background[place];
    }

    /** Returns the extent of a cap in right ascension from its centre, in degrees; 180 if the cap contains a pole. */
    private static double halfWidth(double declination, double radius) {
        double margin = 1e-6; // prevents a star on the rim from being lost by rounding
        if (StrictMath.abs(declination) + StrictMath.toDegrees(radius) + margin >= 90) {
            return 180;
        }
        double sine = StrictMath.sin(radius) / StrictMath.cos(StrictMath.toRadians(declination));
        return StrictMath.toDegrees(StrictMath.asin(StrictMath.min(1, sine))) + margin;
    }

    private static int band(double declination) {
        return StrictMath.max(0, StrictMath.min(BANDS - 1, (int) ((declination + 90) / 180 * BANDS)));
    }

    private static int cell(double rightAscension) {
        return StrictMath.min(CELLS - 1, (int) (rightAscension / 360 * CELLS));
    }

    /** A search in progress. */
    private final class Query {
        private final Direction at;
        private final double reachSquared;
        private final int[] found;
        private int count;

        Query(Direction at, double reachSquared, int[] found) {
            this.at = at;
            this.reachSquared = reachSquared;
            this.found = found;
        }

        void read(int firstCell, int endCell) {
            for (int place = start[firstCell]; place < start[endCell]; place++) {
                if (chordSquared(place, at) <= reachSquared) {
                    found[count++] = place;
                }
            }
        }
    }
}
