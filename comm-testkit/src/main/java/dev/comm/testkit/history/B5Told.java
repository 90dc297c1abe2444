package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** B5, B9: who arrived and is well is told the verdict soon, of whatever kind it is; also C2: whoever else is not. */
final class B5Told implements Check {
    /** Large results take their time on a bad network; somebody who is forgotten waits for much longer. */
    private static final long BOUND_NANOS = 4_000_000_000L;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Instance, Occurrence.Decided> decided = new HashMap<>();
        Map<Instance, Set<Life>> told = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Decided decision) {
                decided.putIfAbsent(decision.instance(), decision);
            } else if (each instanceof Occurrence.Returned returned && isInTime(history, returned, decided)) {
                told.computeIfAbsent(returned.instance(), any -> new HashSet<>())
                        .add(returned.life());
            } else if (each instanceof Occurrence.Failed failed) {
                told.computeIfAbsent(failed.instance(), any -> new HashSet<>()).add(failed.life());
            }
        }
        for (Occurrence.Arrived arrived : history.of(Occurrence.Arrived.class)) {
            Occurrence.Decided decision = decided.get(arrived.instance());
            boolean waits = decision != null
                    && !told.getOrDefault(arrived.instance(), Set.of()).contains(arrived.life());
            if (waits && isOwed(history, arrived, decision)) {
                found.add(arrived.life() + " was not told within " + BOUND_NANOS / 1_000_000_000 + " s that "
                        + arrived.instance() + " was decided");
            }
        }
        return found;
    }

    private static boolean isInTime(
            History history, Occurrence.Returned returned, Map<Instance, Occurrence.Decided> decided) {
        Occurrence.Decided decision = decided.get(returned.instance());
        return decision != null && returned.nanos() <= boundNanos(history, decision);
    }

    private static long boundNanos(History history, Occurrence.Decided decision) {
        return decision.nanos() + BOUND_NANOS + history.terms().toleranceNanos();
    }

    /** Whether it had called itself, arrived before the decision, and nothing happened to it. */
    private static boolean isOwed(History history, Occurrence.Arrived arrived, Occurrence.Decided decision) {
        long bound = boundNanos(history, decision);
        boolean called = history.of(Occurrence.Called.class).stream()
                .anyMatch(call -> call.instance().equals(arrived.instance())
                        && call.life().equals(arrived.life()));
        return called
                && arrived.nanos() <= decision.nanos()
                && Times.isAfter(history, bound)
                && Times.isQuiet(history, arrived.life().process(), bound)
                && Times.masterGoneNanos(history) > bound
                && !Lives.isLost(history, arrived.life(), history.position(decision));
    }
}
