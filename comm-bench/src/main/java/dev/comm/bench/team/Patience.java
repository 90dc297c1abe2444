package dev.comm.bench.team;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A helper that repeats attempts for a bounded time, because members of a trial start in any order. */
public final class Patience {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int PAUSE_MILLIS = 20;

    private Patience() {}

    /** Returns the first result that is not null, from an attempt that does not throw. */
    public static <T> T until(Callable<T> attempt) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                T result = attempt.call();
                if (result != null) {
                    return result;
                }
            } catch (Exception e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("nothing within " + LONGEST.toSeconds() + " s", last);
    }
}
