package dev.comm.master.machine.work;

import dev.comm.core.machine.Nanos;

/** How long a batch has had tasks that no living node can take, and when to look at it again. */
final class NodeWait {
    /** The time until the first line of the log; each next line comes after twice the time. */
    static final long FIRST_LINE_NANOS = 5_000_000_000L;

    private boolean open;
    private boolean told;
    private long sinceNanos;
    private long lineNanos;
    private long endOfAbilityNanos = Nanos.NEVER;

    /** Whether there are such tasks now. */
    boolean isOpen() {
        return open;
    }

    /** Whether the log has a line about them. */
    boolean isTold() {
        return open && told;
    }

    /** Records that no node can take the tasks; without effect if that is known. */
    void begin(long now) {
        if (!open) {
            open = true;
            told = false;
            sinceNanos = now;
            lineNanos = FIRST_LINE_NANOS;
        }
    }

    /**
     * Records that a node can take the tasks, or that there are none.
     *
     * @param untilNanos when time alone may end this, or {@link Nanos#NEVER}
     */
    void end(long untilNanos) {
        open = false;
        endOfAbilityNanos = untilNanos;
    }

    /** Records a line of the log. */
    void tell(long now) {
        told = true;
        while (nextLineNanos() <= now) {
            lineNanos *= 2;
        }
    }

    /** How long it has lasted. */
    long lastedNanos(long now) {
        return Nanos.until(sinceNanos, now);
    }

    /** When the tasks fail. */
    long failsNanos(long limitNanos) {
        return Nanos.after(sinceNanos, limitNanos);
    }

    /** When the next line of the log is due. */
    long nextLineNanos() {
        return Nanos.after(sinceNanos, lineNanos);
    }

    /** When to look again; only if it is not open. */
    long endOfAbilityNanos() {
        return endOfAbilityNanos;
    }
}
