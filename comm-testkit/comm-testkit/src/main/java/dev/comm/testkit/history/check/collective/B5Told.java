package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * B5, B9, C2: the check that a healthy member that arrived receives the verdict soon. The promise holds for each kind
 * of verdict, for late arrivals, and while other members are stopped.
 */
final class B5Told implements Check {
    /** The bound allows large results on a bad network, but a forgotten member waits longer. */
    private static final long BOUND_NANOS = 2_000_000_000L;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (InstanceOccurrences meeting : history.index().meetings().values()) {
            if (meeting.decided() != null) {
                check(history, meeting, found);
            }
        }
        return found;
    }

    private static void check(History history, InstanceOccurrences meeting, List<String> found) {
        Map<Life, Long> ends = new HashMap<>();
        meeting.failed().forEach(failed -> ends.putIfAbsent(failed.life(), failed.nanos()));
        meeting.returned().forEach(returned -> ends.putIfAbsent(returned.life(), returned.nanos()));
        for (Occurrence.Arrived arrived : meeting.arrived()) {
            long bound = boundNanos(history, arrived, meeting.decided());
            boolean waits = ends.getOrDefault(arrived.life(), Long.MAX_VALUE) > bound;
            if (waits && isOwed(history, arrived, meeting)) {
                found.add(arrived.life() + " was not told within " + BOUND_NANOS / 1_000_000 + " ms that "
                        + arrived.instance() + " was decided");
            }
        }
    }

    /**
     * Returns the time by which a member must have the verdict. For a late member, the time counts from its own
     * arrival.
     */
    private static long boundNanos(History history, Occurrence.Arrived arrived, Occurrence.Decided decision) {
        return Math.max(arrived.nanos(), decision.nanos())
                + BOUND_NANOS
                + history.terms().toleranceNanos();
    }

    /** Returns whether the program of the member made the call itself, and no fault hit the member. */
    private static boolean isOwed(History history, Occurrence.Arrived arrived, InstanceOccurrences meeting) {
        long bound = boundNanos(history, arrived, meeting.decided());
        int later = Math.max(meeting.decidedAt(), history.position(arrived));
        return meeting.called().stream().anyMatch(call -> call.life().equals(arrived.life()))
                && TimeBounds.isAfter(history, bound)
                && TimeBounds.isQuiet(history, arrived.life().process(), bound)
                && TimeBounds.masterGoneNanos(history) > bound
                && !Lives.isLost(history, arrived.life(), later);
    }
}
