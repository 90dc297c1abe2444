package dev.comm.testkit.sim.process;

import java.util.concurrent.TimeUnit;

/**
 * The real time for which a simulation has made no progress. It counts by the clock, because looks become rare on a
 * busy machine. It also asks for a number of looks, because a machine that stood still proves nothing.
 */
final class Stillness {
    private static final int LOOKS_MIN = 10;

    /** A thread that computes gets more time than a thread that waits. */
    private static final int FACTOR_OF_COMPUTING = 10;

    private final long patienceNanos;
    private long seen = -1;
    private Since still = new Since(0, 0);
    private Since waiting = still;

    Stillness(int patienceSeconds) {
        patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    /**
     * Looks once. Returns whether the patience has ended.
     *
     * @param nowNanos the real time of the look
     * @param progress a number that changes with each event of the simulation
     * @param isWaiting whether the thread whose turn it is waits outside of the simulation
     */
    boolean isOver(long nowNanos, long progress, boolean isWaiting) {
        still = progress == seen ? still.again() : new Since(nowNanos, 0);
        waiting = progress == seen && isWaiting ? waiting.again() : new Since(nowNanos, 0);
        seen = progress;
        return waiting.isLonger(patienceNanos, nowNanos)
                || still.isLonger(FACTOR_OF_COMPUTING * patienceNanos, nowNanos);
    }

    /** A state that lasts: its beginning, and the looks that have found it since. */
    private record Since(long nanos, int looks) {
        Since again() {
            return new Since(nanos, looks + 1);
        }

        boolean isLonger(long limitNanos, long nowNanos) {
            return looks >= LOOKS_MIN && nowNanos - nanos > limitNanos;
        }
    }
}
