package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.Occurrence.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that a silent member departs in time. The bound is the dead timeout, two heartbeats and the time in which
 * the master gathers departures.
 */
final class B5SilentDeparture implements Check {
    /** The time for the bytes that are under way when the member falls silent, and for the decision. */
    private static final long SLACK_NANOS = 250_000_000;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        if (history.isDisturbed(0, Long.MAX_VALUE) || history.all().isEmpty()) {
            return found;
        }
        for (Fault fault : history.of(Fault.class)) {
            if (fault.kind() == Fault.Kind.FREEZE || fault.kind() == Fault.Kind.VANISH) {
                history.of(Occurrence.Joined.class).stream()
                        .filter(joined -> joined.life().process() == fault.process())
                        .filter(joined -> joined.nanos() <= fault.nanos())
                        .forEach(joined -> check(history, fault, joined.life(), found));
            }
        }
        return found;
    }

    private static void check(History history, Fault fault, Life life, List<String> found) {
        History.Terms terms = history.terms();
        long silence = terms.deadNanos() + 2 * terms.heartbeatNanos() + terms.aggregationNanos();
        long bound = fault.nanos() + silence + SLACK_NANOS + terms.toleranceNanos();
        boolean departed = history.index().fates(life.incarnation()).stream()
                .anyMatch(fate -> fate.isDeparture() && fate.occurrence().nanos() <= bound);
        if (!departed && isSilentUntil(history, fault, bound) && isMasterThereAt(history, bound)) {
            found.add(life + " had not departed " + (bound - fault.nanos()) / 1_000_000 + " ms after it fell silent");
        }
    }

    /**
     * Returns whether no other fault hit the process, such as a thaw. A slow connection may still deliver old bytes.
     */
    private static boolean isSilentUntil(History history, Fault fault, long nanos) {
        return history.index().faults(fault.process()).stream()
                .noneMatch(other -> other != fault && other.nanos() <= nanos);
    }

    private static boolean isMasterThereAt(History history, long nanos) {
        boolean left = history.of(Occurrence.Leaving.class).stream()
                .anyMatch(leaving -> leaving.life().rank() == 0 && leaving.nanos() <= nanos);
        return !left && history.all().get(history.all().size() - 1).nanos() > nanos;
    }
}
