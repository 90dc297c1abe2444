package dev.comm.examples.heat;

import dev.comm.api.CallOptions;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Elementwise;
import dev.comm.api.JoinedArray;
import dev.comm.api.Reduced;
import dev.comm.api.Slice;
import dev.comm.api.Verdict;
import dev.comm.api.error.MemberLostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Jacobi's method for the heat in a plate. Each rank has some rows, and exchanges its outer rows with its neighbours in
 * each step. All ranks keep the whole plate of every 50th step. If a rank dies, they continue from there and share its
 * rows, so the result is the same.
 */
public final class Heat {
    private static final int WIDTH = 128;
    private static final int STEPS = 600;
    private static final int KEPT = 50;

    private final Communicator comm;
    private final double[] plate = new double[WIDTH * WIDTH];
    private List<Integer> ranks;
    private int up;
    private int down;
    private int first;
    private int rows;

    private Heat(Communicator comm) {
        this.comm = comm;
        Arrays.fill(plate, 0, WIDTH, 100); // the upper edge is hot
    }

    /** Runs the program on every rank. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), comm -> new Heat(comm).run()));
    }

    private void run() {
        share(comm.barrier());
        int kept = 0;
        for (int attempt = 0; kept < STEPS; attempt++) {
            double[] own = Arrays.copyOfRange(plate, (first - 1) * WIDTH, (first + rows + 1) * WIDTH);
            boolean isDone = isDone(own, attempt) && isKept(own);
            kept += isDone ? KEPT : 0;
            say(isDone ? "step " + kept : "continues from step " + kept + " on ranks " + ranks);
        }
        say("heat: " + Arrays.hashCode(plate) + " after " + kept + " steps, ranks " + ranks);
    }

    /**
     * Shares the inner rows of the plate among the survivors. Returns false, on all ranks alike, if a rank was lost.
     */
    private boolean share(Verdict verdict) {
        List<Integer> before = ranks;
        ranks = new ArrayList<>(verdict.survivors());
        int place = ranks.indexOf(comm.rank());
        up = place > 0 ? ranks.get(place - 1) : Communicator.NOBODY;
        down = place + 1 < ranks.size() ? ranks.get(place + 1) : Communicator.NOBODY;
        first = 1 + place * (WIDTH - 2) / ranks.size();
        rows = 1 + (place + 1) * (WIDTH - 2) / ranks.size() - first;
        return ranks.equals(before);
    }

    /** Takes the steps to the next plate that is kept. Returns false, on all ranks alike, if a rank was lost. */
    private boolean isDone(double[] own, int attempt) {
        Communicator rowsOf = comm.with(CallOptions.DEFAULT.tag(attempt)); // no row of an earlier attempt is taken
        for (int step = 0; step < KEPT; step++) {
            boolean upwards = isExchanged(rowsOf, own, up, 1, down, rows + 1);
            boolean downwards = isExchanged(rowsOf, own, down, rows, up, 0);
            double change = upwards && downwards ? relax(own) : Double.POSITIVE_INFINITY;
            Reduced<Double> largest = comm.allReduce(change, Elementwise.MAX);
            if (!share(largest.verdict()) || largest.value().isInfinite()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExchanged(Communicator comm, double[] own, int to, int out, int from, int in) {
        try {
            comm.exchange(to, Slice.of(own, out * WIDTH, WIDTH), from, Slice.of(own, in * WIDTH, WIDTH));
            return true;
        } catch (MemberLostException e) {
            return false; // the reduction of this step tells all ranks
        }
    }

    private double relax(double[] own) {
        double[] before = own.clone();
        double change = 0;
        for (int i = WIDTH + 1; i < (rows + 1) * WIDTH - 1; i++) {
            if (i % WIDTH != 0 && i % WIDTH != WIDTH - 1) {
                own[i] = (before[i - 1] + before[i + 1] + before[i - WIDTH] + before[i + WIDTH]) / 4;
                change = Math.max(change, Math.abs(own[i] - before[i]));
            }
        }
        return change;
    }

    /** Gives all ranks the whole plate. Returns false if a rank was lost. */
    private boolean isKept(double[] own) {
        JoinedArray<double[]> inner = comm.allGatherArray(Slice.of(own, WIDTH, rows * WIDTH));
        if (!share(inner.verdict())) {
            return false;
        }
        System.arraycopy(inner.array(), 0, plate, WIDTH, inner.array().length);
        return true;
    }

    private void say(String line) {
        if (comm.rank() == 0) {
            System.out.println(line);
        }
    }
}
