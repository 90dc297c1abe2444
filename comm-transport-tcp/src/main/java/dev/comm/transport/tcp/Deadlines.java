package dev.comm.transport.tcp;

import java.util.PriorityQueue;

/**
 * Who wants attention when; used by the polling thread alone. An entry that has become needless costs one idle call.
 */
final class Deadlines {
    private record Entry(long atNanos, Attendant attendant) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>((a, b) -> Long.signum(a.atNanos - b.atNanos));

    void add(long atNanos, Attendant attendant) {
        entries.add(new Entry(atNanos, attendant));
    }

    /** The wait until the next deadline, at most {@code maxWaitNanos}; reads the clock only if there is a deadline. */
    long bound(long maxWaitNanos) {
        Entry next = entries.peek();
        return next == null ? maxWaitNanos : Math.min(maxWaitNanos, next.atNanos - System.nanoTime());
    }

    /** Takes out the next attendant whose time has come, or null. */
    Attendant takeDue() {
        Entry next = entries.peek();
        if (next == null || next.atNanos - System.nanoTime() > 0) {
            return null;
        }
        return entries.remove().attendant;
    }
}
