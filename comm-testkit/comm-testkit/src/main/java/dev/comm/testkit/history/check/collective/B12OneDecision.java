package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The check that every decision of an instance is the same. Survivors are a fact about the instant of the decision, so
 * all members have to receive the same survivors.
 */
final class B12OneDecision implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Instance, Occurrence.Decided> first = new HashMap<>();
        for (Occurrence.Decided decided : history.of(Occurrence.Decided.class)) {
            Occurrence.Decided before = first.putIfAbsent(decided.instance(), decided);
            if (before != null && !B1Agreement.agree(before.decision(), decided.decision())) {
                found.add(decided.instance() + " was told as " + B1Agreement.agreed(before.decision())
                        + " and later as " + B1Agreement.agreed(decided.decision()));
            }
        }
        return found;
    }
}
