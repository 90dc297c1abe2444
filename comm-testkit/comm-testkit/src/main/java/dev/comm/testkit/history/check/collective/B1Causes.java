package dev.comm.testkit.history.check.collective;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** B1: the check that a verdict gives the same causes of departures as the views. */
final class B1Causes implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Cause> causes = new HashMap<>();
        history.of(Occurrence.Departed.class).forEach(gone -> causes.putIfAbsent(gone.incarnation(), gone.cause()));
        for (Occurrence.Decided decided : history.of(Occurrence.Decided.class)) {
            for (Departure gone : decided.decision().departures()) {
                Cause known = causes.get(gone.incarnation());
                if (known != null && known != gone.cause()) {
                    found.add(decided.instance() + " says that rank " + gone.rank() + " departed as " + gone.cause()
                            + ", the view says as " + known);
                }
            }
        }
        return found;
    }
}
