package dev.comm.master.machine.work;

import java.util.Arrays;

/** How long the last tasks of a handler ran. */
final class RecentTimes {
    private static final int KEPT = 64;

    private final long[] nanos = new long[KEPT];
    private int count;

    void add(long duration) {
        nanos[count++ % KEPT] = duration;
        // Stays above the number of places, and never overflows.
        count = count == 2 * KEPT ? KEPT : count;
    }

    /** The median; 0 without a task. */
    long median() {
        long[] sorted = Arrays.copyOf(nanos, Math.min(count, KEPT));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
