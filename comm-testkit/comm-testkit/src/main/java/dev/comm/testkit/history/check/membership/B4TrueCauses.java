package dev.comm.testkit.history.check.membership;

import dev.comm.api.Cause;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.HungHandlers;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * B4: the check that the cause of a departure is true. A cause is a lost connection, a goodbye, a deadline under the
 * policy EXCLUDE, or a handler that did not end.
 */
final class B4TrueCauses implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Long> disconnected = new HashMap<>();
        Map<Long, Life> leaving = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Disconnected gone) {
                disconnected.put(gone.life().incarnation(), gone.nanos());
            } else if (each instanceof Occurrence.Leaving left) {
                leaving.put(left.life().incarnation(), left.life());
            } else if (each instanceof Occurrence.Departed departed) {
                String wrong = wrong(history, departed, disconnected, leaving);
                if (wrong != null) {
                    found.add("rank " + departed.rank() + " departed as " + departed.cause() + ", but " + wrong);
                }
            }
        }
        return found;
    }

    private static String wrong(
            History history, Occurrence.Departed departed, Map<Long, Long> disconnected, Map<Long, Life> leaving) {
        long incarnation = departed.incarnation();
        boolean lost = departed.cause() == Cause.CLOSED || departed.cause() == Cause.RESET;
        if (lost && !disconnected.containsKey(incarnation)) {
            return "its connection had not ended";
        }
        Life life = leaving.get(incarnation);
        if (departed.cause() == Cause.HUNG && !history.terms().exclude()) {
            return life == null
                    ? "nobody is to be excluded at a deadline"
                    : HungHandlers.isThere(history, life.process(), departed.nanos()) ? null : "no handler of it hung";
        }
        if (lost && life != null && TimeBounds.isQuiet(history, life.process(), departed.nanos())) {
            return "it had said goodbye";
        }
        return null;
    }
}
