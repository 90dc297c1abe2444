package dev.comm.testkit.live.process;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Actions planned for times, in the order of these, and of planning where times are equal. For use by one thread. */
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

    /** When the next action is due. */
    long nextNanos() {
        return due.isEmpty() ? Long.MAX_VALUE : due.peek().nanos;
    }

    /** Does all due actions, also those that become due by that. */
    void run(long nowNanos) {
        while (nextNanos() <= nowNanos) {
            due.remove().action.run();
        }
    }

    private record Due(long nanos, long number, Runnable action) {}
}
