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
    private Since still = Since.now();
    private Since waiting = Since.now();

    Stillness(int patienceSeconds) {
        patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    /** Looks once. Returns whether the patience with this actor has ended. */
    boolean isOver(Actor actor, long progress) {
        still = progress == seen ? still.again() : Since.now();
        waiting = progress == seen && actor.thread().isWaitingElsewhere() ? waiting.again() : Since.now();
        seen = progress;
        return waiting.isLonger(patienceNanos) || still.isLonger(FACTOR_OF_COMPUTING * patienceNanos);
    }

    /** A state that lasts: its beginning, and the looks that have found it. */
    private record Since(long nanos, int looks) {
        static Since now() {
            return new Since(System.nanoTime(), 0);
        }

        Since again() {
            return new Since(nanos, looks + 1);
        }

        boolean isLonger(long limitNanos) {
            return looks > LOOKS_MIN && System.nanoTime() - nanos > limitNanos;
        }
    }
}
