package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * W2: the check that a batch ends. Each of its tasks is done, failed or cancelled once, by the time that is known for
 * the task.
 */
final class W2BatchEnds implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        for (Occurrence.TaskEnded end : history.of(Occurrence.TaskEnded.class)) {
            Long earlier =
                    ends.computeIfAbsent(end.batch(), any -> new TreeMap<>()).putIfAbsent(end.index(), end.nanos());
            if (earlier != null) {
                found.add(name(end.index(), end.batch()) + " has more than one outcome");
            }
        }
        for (Occurrence.BatchSubmitted batch : history.of(Occurrence.BatchSubmitted.class)) {
            checkTasks(history, batch, ends.getOrDefault(batch.batch(), Map.of()), found);
        }
        for (Occurrence.BatchDue due : history.of(Occurrence.BatchDue.class)) {
            checkTime(history, due, ends.getOrDefault(due.batch(), Map.of()), found);
        }
        return found;
    }

    private static void checkTasks(
            History history, Occurrence.BatchSubmitted batch, Map<Integer, Long> ends, List<String> found) {
        ends.keySet().stream()
                .filter(index -> index < 0 || index >= batch.tasks())
                .forEach(index -> found.add(name(index, batch.batch()) + " ended, but does not exist"));
        if (history.isSettled() && ends.size() < batch.tasks() && !Crashes.isDown(history, 0)) {
            found.add((batch.tasks() - ends.size()) + " tasks of batch " + batch.batch() + " were never told an end");
        }
    }

    /** Checks the times of a batch, unless a fault hit the master. A stopped master cannot keep a time. */
    private static void checkTime(
            History history, Occurrence.BatchDue due, Map<Integer, Long> ends, List<String> found) {
        long bound = due.untilNanos() + history.terms().toleranceNanos();
        if (!TimeBounds.isAfter(history, bound) || history.isDisturbed(0, bound)) {
            return;
        }
        for (int index = 0; index < due.tasks(); index++) {
            Long end = ends.get(index);
            if (end == null || end > bound) {
                found.add(name(index, due.batch()) + " is without an end "
                        + (due.untilNanos() - due.nanos()) / 1_000_000 + " ms after it was submitted");
            }
        }
    }

    private static String name(int index, String batch) {
        return "task " + index + " of batch " + batch;
    }
}
