package dev.comm.examples.sky.model;

import dev.comm.examples.sky.geometry.Direction;

/**
 * The density that includes the Milky Way: the stars themselves, smoothed with a kernel of 8°.
 *
 * <p>The kernel is the von Mises-Fisher kernel {@code exp((cos θ − 1) / w²)}, the Gaussian of the sphere. It is
 * evaluated on cells of equal area, 90 in sin δ and 120 in right ascension. The cells are far smaller than the kernel,
 * except next to the poles.
 */
final class LocalBackground implements Background {
    private static final int ROWS = 90;
    private static final int COLUMNS = 120;
    private static final double KERNEL = StrictMath.toRadians(8);
    private static final double COSINE_MIN = StrictMath.cos(4 * KERNEL);
    private static final double CELL_STERADIANS = 4 * StrictMath.PI / (ROWS * COLUMNS);

    private final double[] density;

    /** The probability to the left of each cell, from 0 to 1, for each row. */
    private final double[][] below;

    private LocalBackground(double[] density) {
        this.density = density;
        this.below = new double[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            below[row] = cumulated(density, row);
        }
    }

    static LocalBackground of(StarCatalogue stars) {
        double[] density = new double[ROWS * COLUMNS];
        Direction[] directions = new Direction[stars.size()];
        for (int star = 0; star < directions.length; star++) {
            directions[star] = Direction.ofDegrees(stars.rightAscension(star), stars.declination(star));
        }
        double sum = 0;
        for (int cell = 0; cell < density.length; cell++) {
            density[cell] = smoothed(centre(cell), directions);
            sum += density[cell];
        }
        for (int cell = 0; cell < density.length; cell++) {
            density[cell] /= sum * CELL_STERADIANS;
        }
        return new LocalBackground(density);
    }

    @Override
    public double density(double rightAscension, double sineDeclination) {
        int column = StrictMath.min(COLUMNS - 1, (int) (rightAscension / 360 * COLUMNS));
        return density[row(sineDeclination) * COLUMNS + column];
    }

    @Override
    public double scrambled(double uniform, double sineDeclination) {
        double[] steps = below[row(sineDeclination)];
        int low = 0;
        int high = COLUMNS;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (steps[middle] <= uniform) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double part = (uniform - steps[low]) / (steps[low + 1] - steps[low]);
        return 360 * (low + StrictMath.min(part, 0.999999999)) / COLUMNS;
    }

    private static double smoothed(Direction at, Direction[] stars) {
        double sum = 1e-3; // a floor, because no part of the sky is completely impossible
        for (Direction star : stars) {
            double cosine = at.x() * star.x() + at.y() * star.y() + at.z() * star.z();
            if (cosine > COSINE_MIN) {
                sum += StrictMath.exp((cosine - 1) / (KERNEL * KERNEL));
            }
        }
        return sum;
    }

    private static double[] cumulated(double[] density, int row) {
        double[] steps = new double[COLUMNS + 1];
        for (int column = 0; column < COLUMNS; column++) {
            steps[column + 1] = steps[column] + density[row * COLUMNS + column];
        }
        double sum = steps[COLUMNS];
        for (int column = 0; column <= COLUMNS; column++) {
            steps[column] /= sum;
        }
        return steps;
    }

    private static Direction centre(int cell) {
        double sine = 2 * (cell / COLUMNS + 0.5) / ROWS - 1;
        double ring = StrictMath.sqrt(1 - sine * sine);
        double angle = 2 * StrictMath.PI * (cell % COLUMNS + 0.5) / COLUMNS;
        return new Direction(ring * StrictMath.cos(angle), ring * StrictMath.sin(angle), sine);
    }

    private static int row(double sineDeclination) {
        return StrictMath.max(0, StrictMath.min(ROWS - 1, (int) ((sineDeclination + 1) / 2 * ROWS)));
    }
}
