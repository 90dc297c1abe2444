package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A10: the check that the master keeps no connection of a departed member. Bytes under way get a bounded time. */
final class A10NothingLeft implements Check {
    /** The bound of the transport on writing the last frames, and a moment to notice the end. */
    private static final long DRAIN_NANOS = 3_000_000_000L;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Long> closed = new HashMap<>();
        history.of(Occurrence.Disconnected.class)
                .forEach(gone -> closed.putIfAbsent(gone.life().incarnation(), gone.nanos()));
        for (Occurrence.Departed departed : history.of(Occurrence.Departed.class)) {
            long bound = departed.nanos()
                    + Math.max(DRAIN_NANOS, history.terms().deadNanos())
                    + history.terms().toleranceNanos();
            boolean left = closed.getOrDefault(departed.incarnation(), Long.MAX_VALUE) > bound;
            if (departed.rank() != 0 && left && isMasterThere(history, bound)) {
                found.add("the connection of rank " + departed.rank() + " was not closed "
                        + (bound - departed.nanos()) / 1_000_000 + " ms after its departure");
            }
        }
        return found;
    }

    private static boolean isMasterThere(History history, long nanos) {
        return TimeBounds.isAfter(history, nanos)
                && TimeBounds.masterGoneNanos(history) > nanos
                && !history.isDisturbed(0, nanos);
    }
}
