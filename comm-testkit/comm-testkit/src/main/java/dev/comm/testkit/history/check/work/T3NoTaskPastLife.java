package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * T3: the check that a task is never given to a node that departed, drains, or has less time to live than the task
 * takes.
 */
final class T3NoTaskPastLife implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<String, Long> estimates = new HashMap<>();
        history.of(Occurrence.BatchSubmitted.class)
                .forEach(batch -> estimates.merge(batch.handler(), batch.estimateNanos(), Math::min));
        Set<Long> gone = new HashSet<>();
        Set<Long> draining = new HashSet<>();
        Map<Long, Long> ends = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Departed departed) {
                gone.add(departed.incarnation());
            } else if (each instanceof Occurrence.Draining drains) {
                draining.add(drains.incarnation());
            } else if (each instanceof Occurrence.Registered registered && registered.liveNanos() >= 0) {
                ends.put(registered.incarnation(), registered.nanos() + registered.liveNanos());
            } else if (each instanceof Occurrence.TaskGiven given) {
                long incarnation = given.to().incarnation();
                long estimate = estimates.getOrDefault(given.handler(), 0L);
                String why = gone.contains(incarnation)
                        ? "which had departed"
                        : draining.contains(incarnation)
                                ? "which takes no new work"
                                : isTooLate(given, estimate, ends.get(incarnation), history.terms())
                                        ? "whose life ends before it"
                                        : null;
                if (why != null) {
                    found.add("task " + given.id() + " was given to " + given.to() + ", " + why);
                }
            }
        }
        return found;
    }

    private static boolean isTooLate(Occurrence.TaskGiven given, long estimate, Long end, History.Terms terms) {
        return end != null && given.nanos() + estimate > end + terms.toleranceNanos();
    }
}
