package dev.comm.testkit.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** A query for handlers that did not end although they were interrupted. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HungHandlers {
    /** A clock may gain one part in this number, which is a twentieth. */
    private static final int DRIFT = 20;

    private HungHandlers() {}

    /** The identity of the run of a handler. */
    private record Key(int process, long id, int attempt) {}

    /** Returns whether a handler of a process never ended, although it was interrupted. */
    public static boolean isThere(History history, int process) {
        return isThere(history, process, Long.MAX_VALUE / 2);
    }

    /**
     * Returns whether a handler of a process ran at a time, and had been interrupted at least the grace period before.
     */
    public static boolean isThere(History history, int process, long nanos) {
        long grace = history.terms().rules().graceNanos();
        long latest = nanos - grace + grace / DRIFT + history.terms().toleranceNanos();
        Map<Key, Long> running = new HashMap<>();
        Set<Key> interrupted = new HashSet<>();
        for (Occurrence each : history.all()) {
            if (each.nanos() > nanos) {
                break;
            } else if (each instanceof Occurrence.HandlerBegan began) {
                running.put(new Key(began.process(), began.id(), began.attempt()), began.nanos());
            } else if (each instanceof Occurrence.HandlerInterrupted stopped && stopped.nanos() <= latest) {
                interrupted.add(new Key(stopped.process(), stopped.id(), stopped.attempt()));
            } else if (each instanceof Occurrence.HandlerEnded ended) {
                running.remove(new Key(ended.process(), ended.id(), ended.attempt()));
            }
        }
        // Interrupts are recorded in virtual time only.
        boolean virtual = history.terms().toleranceNanos() == 0;
        return running.entrySet().stream()
                .filter(each -> each.getKey().process() == process)
                .anyMatch(each -> virtual ? interrupted.contains(each.getKey()) : each.getValue() <= latest);
    }
}
