package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** L1: the check that strangers, scanners and half-open peers do not delay a node that wants to register. */
final class L1Prompt implements Check {
    /** Handshakes on a bad network take some round trips. A stranger that delayed them would delay them much longer. */
    private static final long BOUND_NANOS = 1_500_000_000;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Occurrence> answers = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Registered registered) {
                answers.putIfAbsent(registered.incarnation(), registered);
            } else if (each instanceof Occurrence.Refused refused) {
                answers.putIfAbsent(refused.incarnation(), refused);
            }
        }
        for (Occurrence.Joining joining : history.of(Occurrence.Joining.class)) {
            long bound = joining.nanos() + BOUND_NANOS + history.terms().toleranceNanos();
            Occurrence answer = answers.get(joining.incarnation());
            boolean late = answer == null ? TimeBounds.isAfter(history, bound) : answer.nanos() > bound;
            if (late && TimeBounds.isQuiet(history, joining.process(), bound) && TimeBounds.isServed(history, bound)) {
                found.add("process " + joining.process() + " asked to join at " + joining.nanos() / 1_000_000
                        + " ms and had no answer " + (bound - joining.nanos()) / 1_000_000 + " ms later");
            }
        }
        return found;
    }
}
