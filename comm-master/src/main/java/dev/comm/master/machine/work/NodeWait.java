package dev.comm.master.machine.work;

import dev.comm.core.machine.Nanos;

/** The wait of a batch whose tasks no living node can take, and the time of the next check. */
final class NodeWait {
    /** The time until the first log line. The time doubles for each further log line. */
    static final long FIRST_LINE_NANOS = 5_000_000_000L;

    private boolean open;
    private boolean told;
    private long sinceNanos;
    private long lineNanos;
    private long endOfAbilityNanos = Nanos.NEVER;

    /** Returns whether the batch has tasks now that no living node can take. */
    boolean isOpen() {
        return open;
    }

    /** Returns whether a log line about this wait was written. */
    boolean isTold() {
        return open && told;
    }

    /** Records that no node can take the tasks. Has no effect if this is already recorded. */
    void begin(long now) {
        if (!open) {
            open = true;
            told = false;
            sinceNanos = now;
            lineNanos = FIRST_LINE_NANOS;
        }
    }

    /**
     * Records that a node can take the tasks, or that the batch has no waiting tasks.
     *
     * @param untilNanos the time at which this may change without an event, or {@link Nanos#NEVER}
     */
    void end(long untilNanos) {
        open = false;
        endOfAbilityNanos = untilNanos;
    }

    /** Records that a log line was written. */
    void tell(long now) {
        told = true;
        while (nextLineNanos() <= now) {
            lineNanos *= 2;
        }
    }

    /** Returns the duration of the wait. */
    long lastedNanos(long now) {
        return Nanos.until(sinceNanos, now);
    }

    /** Returns the time at which the tasks fail. */
    long failsNanos(long limitNanos) {
        return Nanos.after(sinceNanos, limitNanos);
    }

    /** Returns the time of the next log line. */
    long nextLineNanos() {
        return Nanos.after(sinceNanos, lineNanos);
    }

    /** Returns the time of the next check. Valid only while the wait is not open. */
    long endOfAbilityNanos() {
        return endOfAbilityNanos;
    }
}
