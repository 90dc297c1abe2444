package dev.comm.master.machine.work;

import java.util.Arrays;

/** The durations of the last tasks of a handler. */
final class RecentTimes {
    private static final int KEPT = 64;

    private final long[] nanos = new long[KEPT];
    private int count;

    void add(long duration) {
        nanos[count++ % KEPT] = duration;
        // The count stays at or above the number of entries, and never overflows.
        count = count == 2 * KEPT ? KEPT : count;
    }

    /** Returns the median of the durations, or 0 without a task. */
    long median() {
        long[] sorted = Arrays.copyOf(nanos, Math.min(count, KEPT));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
