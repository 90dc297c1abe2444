package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The check that a departed incarnation receives no later verdict and never comes back into a view. */
final class B7NoResurrection implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Occurrence.Departed> departed = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Departed gone) {
                departed.putIfAbsent(gone.incarnation(), gone);
            } else if (each instanceof Occurrence.Returned returned) {
                checkReturn(history, returned, departed.get(returned.life().incarnation()), found);
            } else if (each instanceof Occurrence.ViewSeen seen && seen.life().rank() == 0) {
                checkView(seen, departed, found);
            }
        }
        return found;
    }

    private static void checkReturn(
            History history, Occurrence.Returned returned, Occurrence.Departed gone, List<String> found) {
        if (gone == null) {
            return;
        }
        history.decided(returned.instance())
                .filter(decided -> history.position(decided) > history.position(gone))
                .ifPresent(decided -> found.add(returned.life() + " got a verdict of " + returned.instance()
                        + ", decided after it had departed"));
    }

    private static void checkView(
            Occurrence.ViewSeen seen, Map<Long, Occurrence.Departed> departed, List<String> found) {
        seen.members().forEach((rank, incarnation) -> {
            if (departed.containsKey(incarnation)) {
                found.add("epoch " + seen.epoch() + " contains rank " + rank + " in an incarnation that had departed");
            }
        });
    }
}
