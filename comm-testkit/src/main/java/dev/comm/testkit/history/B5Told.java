package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** B5, B9: who arrived and is well is told the verdict soon, of whatever kind it is; also C2: whoever else is not. */
final class B5Told implements Check {
    /** Large results take their time on a bad network; somebody who is forgotten waits for much longer. */
    private static final long BOUND_NANOS = 4_000_000_000L;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Meeting meeting : history.index().meetings().values()) {
            if (meeting.decided() != null) {
                check(history, meeting, found);
            }
        }
        return found;
    }

    private static void check(History history, Meeting meeting, List<String> found) {
        Set<Life> told = told(meeting, boundNanos(history, meeting.decided()));
        for (Occurrence.Arrived arrived : meeting.arrived()) {
            if (!told.contains(arrived.life()) && isOwed(history, arrived, meeting)) {
                found.add(arrived.life() + " was not told within " + BOUND_NANOS / 1_000_000_000 + " s that "
                        + arrived.instance() + " was decided");
            }
        }
    }

    private static Set<Life> told(Meeting meeting, long bound) {
        Set<Life> told = new HashSet<>();
        meeting.failed().forEach(failed -> told.add(failed.life()));
        List<Occurrence.Returned> returned = meeting.returned();
        returned.subList(meeting.returnedEarly().size(), returned.size()).stream()
                .filter(each -> each.nanos() <= bound)
                .forEach(each -> told.add(each.life()));
        return told;
    }

    private static long boundNanos(History history, Occurrence.Decided decision) {
        return decision.nanos() + BOUND_NANOS + history.terms().toleranceNanos();
    }

    /** Whether it had called itself, arrived before the decision, and nothing happened to it. */
    private static boolean isOwed(History history, Occurrence.Arrived arrived, Meeting meeting) {
        Occurrence.Decided decision = meeting.decided();
        long bound = boundNanos(history, decision);
        return meeting.called().stream().anyMatch(call -> call.life().equals(arrived.life()))
                && arrived.nanos() <= decision.nanos()
                && Times.isAfter(history, bound)
                && Times.isQuiet(history, arrived.life().process(), bound)
                && Times.masterGoneNanos(history) > bound
                && !Lives.isLost(history, arrived.life(), meeting.decidedAt());
    }
}
