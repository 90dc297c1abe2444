package dev.comm.examples.scan;

import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;

/**
 * The search for the straight line that fits eleven points best. The ranks share a grid of slopes and offsets and try
 * each pair.
 */
public final class LineScan {
    /**
     * The grid, which rank 0 distributes.
     *
     * @param steps number of values of each parameter
     * @param span half width of the grid around 0
     */
    record Grid(int steps, double span) implements Serializable {
        private static final long serialVersionUID = 1L;

        double value(int step) {
            return -span + 2 * span * step / (steps - 1);
        }
    }

    /**
     * A line that was tried.
     *
     * @param chiSquare sum of the squared distances
     */
    record Fit(double slope, double offset, double chiSquare) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private LineScan() {}

    /** Runs the program on every rank. Rank 0 prints the result. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment().types(Grid.class, Fit.class), LineScan::program));
    }

    private static void program(Communicator comm) {
        Grid grid = comm.distribute(() -> new Grid(2_001, 5)).value();
        Collected<Fit> best = comm.collect(bestOf(grid, comm.rank(), comm.size()));
        if (comm.rank() == 0) {
            Fit fit = best.present().stream()
                    .min(Comparator.comparingDouble(Fit::chiSquare))
                    .orElseThrow();
            System.out.println(String.format(
                    Locale.ROOT,
                    "best line: slope %.3f, offset %.3f; missing ranks %s",
                    fit.slope,
                    fit.offset,
                    best.missing()));
        }
    }

    private static Fit bestOf(Grid grid, int rank, int size) {
        Fit best = new Fit(0, 0, Double.MAX_VALUE);
        for (int step = rank; step < grid.steps; step += size) {
            for (int other = 0; other < grid.steps; other++) {
                Fit fit = fit(grid.value(step), grid.value(other));
                best = fit.chiSquare < best.chiSquare ? fit : best;
            }
        }
        return best;
    }

    /** Fits a line to points on y = 1.5 x - 2 with a fixed, alternating deviation. */
    private static Fit fit(double slope, double offset) {
        double chiSquare = 0;
        for (int x = 0; x <= 10; x++) {
            double y = 1.5 * x - 2 + (x % 2 == 0 ? 0.1 : -0.1);
            double distance = y - slope * x - offset;
            chiSquare += distance * distance;
        }
        return new Fit(slope, offset, chiSquare);
    }
}
