package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The check that all members get the same combined value. */
final class R1Reduce implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Instance, List<Occurrence.Got>> first = new HashMap<>();
        for (Occurrence.Returned returned : history.of(Occurrence.Returned.class)) {
            if (returned.kind() == CollectiveKind.ALL_REDUCE
                    && returned.decision().outcome() == Outcome.SUCCESS) {
                List<Occurrence.Got> before = first.putIfAbsent(returned.instance(), returned.got());
                if (before != null && !before.equals(returned.got())) {
                    found.add(returned.instance() + " gave " + returned.life() + " " + returned.got() + ", another "
                            + before);
                }
            }
        }
        return found;
    }
}
