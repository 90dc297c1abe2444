package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** B7: the check that a fenced member, once notified, begins no handler and receives no verdict. */
final class B7Fenced implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Integer, Long> fenced = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.FencedSeen seen) {
                fenced.putIfAbsent(seen.life().process(), seen.nanos());
            } else if (each instanceof Occurrence.HandlerBegan began
                    && isAfter(history, began.nanos(), fenced.get(began.process()))) {
                found.add("process " + began.process() + " began task or request " + began.id()
                        + " after it had been fenced");
            } else if (each instanceof Occurrence.Returned returned
                    && isAfter(
                            history,
                            returned.nanos(),
                            fenced.get(returned.life().process()))) {
                found.add(returned.life() + " got a verdict of " + returned.instance() + " after it had been fenced");
            }
        }
        return found;
    }

    /**
     * Returns whether an event happened after the process was fenced. Real threads that were about to begin get a
     * moment to notice the fencing.
     */
    private static boolean isAfter(History history, long nanos, Long fencedNanos) {
        return fencedNanos != null && nanos >= fencedNanos + history.terms().toleranceNanos();
    }
}
