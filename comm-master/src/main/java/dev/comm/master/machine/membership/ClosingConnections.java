package dev.comm.master.machine.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The endpoints that close after their last frame. If an endpoint does not read its last frame in time, the connection
 * is aborted.
 */
public final class ClosingConnections {
    private final MasterStep step;
    private final long patienceNanos;
    private final Map<Integer, Long> deadlines = new LinkedHashMap<>();
    private final Map<Integer, List<Runnable>> releases = new HashMap<>();

    ClosingConnections(MasterStep step, long patienceNanos) {
        this.step = step;
        this.patienceNanos = patienceNanos;
    }

    /** Writes the queued frames, then closes the endpoint. */
    void finish(int endpoint) {
        step.out().finish(endpoint);
        deadlines.put(endpoint, step.after(patienceNanos));
    }

    /** Frees a resource when an endpoint is closed, because frames of the endpoint may use the resource until then. */
    public void release(int endpoint, Runnable release) {
        releases.computeIfAbsent(endpoint, any -> new ArrayList<>()).add(release);
    }

    /** Records that an endpoint is closed. */
    public void closed(int endpoint) {
        deadlines.remove(endpoint);
        List<Runnable> due = releases.remove(endpoint);
        if (due != null) {
            due.forEach(Runnable::run);
        }
    }

    public void onDeadline() {
        Iterator<Map.Entry<Integer, Long>> all = deadlines.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Integer, Long> oldest = all.next();
            if (!step.isDue(oldest.getValue())) {
                return;
            }
            all.remove();
            step.out().abort(oldest.getKey());
        }
    }

    /** Returns the deadline of the first entry. The first entry is the oldest, because all have the same patience. */
    public long nextDeadlineNanos() {
        return deadlines.isEmpty()
                ? Long.MAX_VALUE
                : deadlines.values().iterator().next();
    }
}
