package dev.comm.core.driver;

/**
 * The time for which a blocked caller yields between polls before it sleeps in the selector.
 *
 * <p>Yielding saves the wake-up of a short round trip while the processor is free. If another thread uses a whole time
 * slice instead, such as a compiler or another program, the yielding thread waits behind that slice. A sleeping thread
 * is woken at once. So after such a yield callers sleep for a while, and then yielding gets another try.
 */
final class YieldTime {
    /** A yield that takes longer waited behind the time slice of another thread. Time slices last 1 to 10 ms. */
    static final long SLICE_NANOS = 400_000;

    /** Callers do not yield for this time after a yield that took a whole slice. */
    static final long PAUSE_NANOS = 50_000_000;

    private final long nanos;
    private volatile long pausedUntil = Long.MIN_VALUE;

    /** Creates the time with its length. With 0 callers never yield. */
    YieldTime(long nanos) {
        this.nanos = nanos;
    }

    /** Returns until when a caller may yield if nothing arrives after the given time. */
    long endFrom(long now) {
        return now < pausedUntil ? now : now + nanos;
    }

    /** Records a yield. Returns false if the caller should sleep now. */
    boolean hasPaid(long before, long after) {
        if (after - before <= SLICE_NANOS) {
            return true;
        }
        pausedUntil = after + PAUSE_NANOS;
        return false;
    }
}
