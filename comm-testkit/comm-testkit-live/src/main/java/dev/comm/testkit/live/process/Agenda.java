package dev.comm.testkit.live.process;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The actions that are planned for times. They run in the order of these times, and in the order of planning for equal
 * times. For use by one thread.
 */
final class Agenda {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
    private long number;

    void add(long nanos, Runnable action) {
        due.add(new Due(nanos, number++, action));
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** Returns the time of the next action. */
    long nextNanos() {
        return due.isEmpty() ? Long.MAX_VALUE : due.peek().nanos;
    }

    /** Runs all due actions, including actions that become due meanwhile. */
    void run(long nowNanos) {
        while (nextNanos() <= nowNanos) {
            due.remove().action.run();
        }
    }

    private record Due(long nanos, long number, Runnable action) {}
}
