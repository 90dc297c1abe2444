package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The check that each task of a batch ends once, with the right value or a failure. */
final class T1OneResult implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        for (Occurrence.TaskEnded end : history.of(Occurrence.TaskEnded.class)) {
            if (!ended.add(end.batch() + "/" + end.index())) {
                found.add("task " + end.index() + " of batch " + end.batch() + " ended twice");
            }
            if (end.done() && !end.right()) {
                found.add("task " + end.index() + " of batch " + end.batch() + " has a wrong value: " + end.detail());
            }
        }
        return found;
    }
}
