package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.HungHandlers;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** S1: the check that no process stays behind when the master is gone. */
final class S1NoOrphan implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        if (!history.isSettled() || TimeBounds.masterGoneNanos(history) == Long.MAX_VALUE) {
            return found;
        }
        Set<Integer> left = new HashSet<>();
        history.of(Occurrence.Joining.class).forEach(joining -> left.add(joining.process()));
        history.of(Occurrence.ProgramEnded.class).forEach(ended -> left.remove(ended.process()));
        left.removeIf(process -> Crashes.isDown(history, process));
        // A handler on the thread of the program that ignores its interrupt cannot be ended.
        left.removeIf(process -> HungHandlers.isThere(history, process));
        left.stream()
                .sorted()
                .forEach(process -> found.add("process " + process + " lives on although the master is gone"));
        return found;
    }
}
