package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that the work of a lost node is done again. Every task ends, and tasks fail only in batches that allow
 * failures.
 */
final class T2NoTaskLost implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.BatchSubmitted batch : history.of(Occurrence.BatchSubmitted.class)) {
            List<Occurrence.TaskEnded> ended = history.of(Occurrence.TaskEnded.class).stream()
                    .filter(end -> end.batch().equals(batch.batch()))
                    .toList();
            if (history.isSettled() && ended.size() < batch.tasks() && !Crashes.isDown(history, 0)) {
                found.add("only " + ended.size() + " of " + batch.tasks() + " tasks of batch " + batch.batch()
                        + " ended");
            }
            for (Occurrence.TaskEnded end : ended) {
                if (!end.done() && !batch.mayFail()) {
                    found.add("task " + end.index() + " of batch " + batch.batch() + " failed: " + end.detail());
                }
            }
        }
        return found;
    }
}
