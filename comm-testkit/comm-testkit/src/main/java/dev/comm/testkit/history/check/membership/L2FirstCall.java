package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * L2: the check that the first collective of a new member is the one after the highest collective that was open when
 * the member joined.
 */
final class L2FirstCall implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Long> expected = new HashMap<>();
        long highest = -1;
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Arrived arrived && arrived.instance().communicator() == 0) {
                highest = Math.max(highest, arrived.instance().sequence());
            } else if (each instanceof Occurrence.Welcomed welcomed) {
                expected.putIfAbsent(welcomed.incarnation(), highest + 1);
            } else if (each instanceof Occurrence.Called called
                    && called.instance().communicator() == 0) {
                Long first = expected.remove(called.life().incarnation());
                if (first != null && first != called.instance().sequence()) {
                    found.add(called.life() + " began with " + called.instance() + "; the first that it belongs to is "
                            + first);
                }
            }
        }
        return found;
    }
}
