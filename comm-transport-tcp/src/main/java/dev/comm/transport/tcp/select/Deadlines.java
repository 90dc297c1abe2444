package dev.comm.transport.tcp.select;

import java.util.PriorityQueue;

/**
 * A queue of handlers in the order of their deadlines. Only the polling thread uses it. An obsolete entry causes one
 * unnecessary call of {@code attend}.
 */
final class Deadlines {
    private record ScheduledHandler(long atNanos, SelectHandler handler) {}

    private final PriorityQueue<ScheduledHandler> entries =
            new PriorityQueue<>((a, b) -> Long.signum(a.atNanos - b.atNanos));

    void add(long atNanos, SelectHandler handler) {
        entries.add(new ScheduledHandler(atNanos, handler));
    }

    /**
     * Returns the time until the next deadline, at most {@code maxWaitNanos}. The clock is read only if there is a
     * deadline.
     */
    long bound(long maxWaitNanos) {
        ScheduledHandler next = entries.peek();
        return next == null ? maxWaitNanos : Math.min(maxWaitNanos, next.atNanos - System.nanoTime());
    }

    /** Removes and returns the next handler whose deadline has passed, or returns null. */
    SelectHandler takeDue() {
        ScheduledHandler next = entries.peek();
        if (next == null || next.atNanos - System.nanoTime() > 0) {
            return null;
        }
        return entries.remove().handler;
    }
}
