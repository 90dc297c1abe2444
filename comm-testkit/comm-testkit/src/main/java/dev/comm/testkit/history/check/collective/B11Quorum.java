package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/** The check that a verdict is a success exactly if enough members survive. */
final class B11Quorum implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Decided decided : history.of(Occurrence.Decided.class)) {
            int survivors = decided.decision().survivors().size();
            int needed = history.terms().minSurvivors();
            if (decided.decision().outcome() == Outcome.SUCCESS && survivors < needed) {
                found.add(decided.instance() + " is a success with " + survivors + " survivors; " + needed
                        + " are needed");
            } else if (decided.decision().outcome() == Outcome.QUORUM_LOST && survivors >= needed) {
                found.add(decided.instance() + " lost its quorum with " + survivors + " survivors; " + needed
                        + " suffice");
            }
        }
        return found;
    }
}
