package dev.comm.master.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Endpoints that are to close after their last frame; one that does not read its last frame is dropped after a while.
 */
final class Farewells {
    private final Turn turn;
    private final long patienceNanos;
    private final Map<Integer, Long> deadlines = new LinkedHashMap<>();
    private final Map<Integer, List<Runnable>> releases = new HashMap<>();

    Farewells(Turn turn, long patienceNanos) {
        this.turn = turn;
        this.patienceNanos = patienceNanos;
    }

    /** Writes what is queued, then closes. */
    void finish(int endpoint) {
        turn.out().finish(endpoint);
        deadlines.put(endpoint, turn.after(patienceNanos));
    }

    /** Frees something that may still be on its way to an endpoint, once that is closed. */
    void release(int endpoint, Runnable release) {
        releases.computeIfAbsent(endpoint, any -> new ArrayList<>()).add(release);
    }

    /** It is closed. */
    void closed(int endpoint) {
        deadlines.remove(endpoint);
        List<Runnable> due = releases.remove(endpoint);
        if (due != null) {
            due.forEach(Runnable::run);
        }
    }

    void onDeadline() {
        Iterator<Map.Entry<Integer, Long>> all = deadlines.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Integer, Long> oldest = all.next();
            if (!turn.isDue(oldest.getValue())) {
                return;
            }
            all.remove();
            turn.out().abort(oldest.getKey());
        }
    }

    /** When the oldest is dropped; all have the same patience, so the first is the oldest. */
    long nextDeadlineNanos() {
        return deadlines.isEmpty()
                ? Long.MAX_VALUE
                : deadlines.values().iterator().next();
    }
}
