package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** B6: the check that sends, receives, joins and goodbyes end, no later than their timeout and the slack. */
final class B6Calls implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<String, Occurrence.Over> ends = new HashMap<>();
        history.of(Occurrence.Over.class).forEach(over -> ends.put(over.process() + "/" + over.number(), over));
        for (Occurrence.Began call : history.of(Occurrence.Began.class)) {
            Occurrence.Over end = ends.get(call.process() + "/" + call.number());
            if (end == null && history.isSettled() && isStuck(history, call.process())) {
                found.add("process " + call.process() + " is still in a " + call.what() + " that it called at "
                        + call.nanos() / 1_000_000 + " ms");
            } else if (end != null && isLate(history, call, end)) {
                found.add("a " + call.what() + " of process " + call.process() + " took "
                        + (end.nanos() - call.nanos()) / 1_000_000 + " ms, longer than its time and the slack");
            }
        }
        return found;
    }

    private static boolean isStuck(History history, int process) {
        boolean over = history.of(Occurrence.ProgramEnded.class).stream().anyMatch(end -> end.process() == process);
        return !over && !Crashes.isDown(history, process);
    }

    private static boolean isLate(History history, Occurrence.Began call, Occurrence.Over end) {
        long slack = 2 * history.terms().deadNanos()
                + 5_000_000_000L
                + history.terms().toleranceNanos();
        boolean frozen = history.index().faults(call.process()).stream()
                .anyMatch(fault -> fault.kind() == Occurrence.Fault.Kind.FREEZE);
        return call.timeoutNanos() >= 0 && end.nanos() > call.nanos() + call.timeoutNanos() + slack && !frozen;
    }
}
