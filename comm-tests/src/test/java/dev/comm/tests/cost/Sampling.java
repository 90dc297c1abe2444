package dev.comm.tests.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The reads of counters before and after batches of operations. The median batch counts, because a pause of the machine
 * changes the cost of few batches only.
 */
final class Sampling {
    private static final int WARM_UPS = 10;
    private static final int BATCHES = 31;

    private final int batch;
    private final List<LongSupplier> counters;
    private final List<long[]> costs = new ArrayList<>();

    /** Creates a sampling whose batches have the given number of operations. */
    Sampling(int batch, List<LongSupplier> counters) {
        this.batch = batch;
        this.counters = counters;
    }

    /** Returns how often {@link #run} repeats the operation. */
    static int operations(int batch) {
        return (WARM_UPS + BATCHES) * batch;
    }

    Sampling run(Threads.Body operation) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            measure(operation);
        }
        costs.clear();
        for (int i = 0; i < BATCHES; i++) {
            measure(operation);
        }
        return this;
    }

    private void measure(Threads.Body operation) throws Exception {
        long[] cost = new long[counters.size()];
        for (int i = 0; i < cost.length; i++) {
            cost[i] = -counters.get(i).getAsLong();
        }
        for (int i = 0; i < batch; i++) {
            operation.run();
        }
        // The counters are read in reverse order, so that reading the others does not change the last ones.
        for (int i = cost.length - 1; i >= 0; i--) {
            cost[i] += counters.get(i).getAsLong();
        }
        costs.add(cost);
    }

    /** Returns the cost of one operation by one of the counters. */
    double median(int counter) {
        List<Long> sorted = costs.stream()
                .map(cost -> cost[counter])
                .sorted(Comparator.naturalOrder())
                .toList();
        return (double) sorted.get(sorted.size() / 2) / batch;
    }
}
