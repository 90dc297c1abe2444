package dev.comm.testkit.history.check.membership;

import dev.comm.api.Departure;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * A8: the check that each departure is reported once for each incarnation. On every member, the report comes before the
 * result without the departed member.
 */
final class A8ToldOnce implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Set<Long> departed = new HashSet<>();
        Map<Integer, SortedMap<Integer, Long>> views = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Departed gone && !departed.add(gone.incarnation())) {
                found.add("the departure of rank " + gone.rank() + " was told twice");
            } else if (each instanceof Occurrence.ViewSeen seen) {
                views.put(seen.life().process(), seen.members());
            } else if (each instanceof Occurrence.Returned returned
                    && views.containsKey(returned.life().process())) {
                check(returned, views.get(returned.life().process()), found);
            }
        }
        return found;
    }

    private static void check(Occurrence.Returned returned, SortedMap<Integer, Long> view, List<String> found) {
        for (Departure gone : returned.decision().departures()) {
            Long known = view.get(gone.rank());
            if (known != null && known == gone.incarnation()) {
                found.add(returned.instance() + " told " + returned.life() + " that rank " + gone.rank()
                        + " departed before its view did");
            }
        }
    }
}
