package dev.comm.master.machine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Endpoints that are to close after their last frame; one that does not read its last frame is dropped after a while. */
final class Farewells {
    private final Turn turn;
    private final long patienceNanos;
    private final Map<Integer, Long> deadlines = new LinkedHashMap<>();

    Farewells(Turn turn, long patienceNanos) {
        this.turn = turn;
        this.patienceNanos = patienceNanos;
    }

    /** Writes what is queued, then closes. */
    void finish(int endpoint) {
        turn.out().finish(endpoint);
        deadlines.put(endpoint, turn.after(patienceNanos));
    }

    /** It is closed. */
    void closed(int endpoint) {
        deadlines.remove(endpoint);
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
