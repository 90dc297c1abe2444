package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * B5: the check that a hung program does not hold the other members beyond the deadline. The deadline is the nearest
 * deadline of the arrived members.
 */
final class B5Deadline implements Check {
    private static final long BOUND_NANOS = 250_000_000;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Instance, Long> deadlines = deadlines(history);
        for (Map.Entry<Instance, Long> each : deadlines.entrySet()) {
            history.decided(each.getKey())
                    .filter(decided -> decided.decision().outcome() == Outcome.TIMEOUT)
                    .ifPresent(decided -> check(history, decided, deadlines, found));
        }
        return found;
    }

    private static Map<Instance, Long> deadlines(History history) {
        Map<Instance, Long> deadlines = new HashMap<>();
        history.index()
                .meetings()
                .forEach((instance, meeting) -> nearest(meeting).ifPresent(nanos -> deadlines.put(instance, nanos)));
        return deadlines;
    }

    private static OptionalLong nearest(InstanceOccurrences meeting) {
        Map<Life, Long> timeouts = new HashMap<>();
        meeting.called().forEach(called -> timeouts.put(called.life(), called.timeoutNanos()));
        return meeting.arrived().stream()
                .filter(arrived -> timeouts.containsKey(arrived.life()))
                .mapToLong(arrived -> arrived.nanos() + timeouts.get(arrived.life()))
                .min();
    }

    private static void check(
            History history, Occurrence.Decided decided, Map<Instance, Long> deadlines, List<String> found) {
        // A later instance that reaches its deadline also ends the instances before it.
        long nearest = deadlines.entrySet().stream()
                .filter(each -> each.getKey().communicator()
                                == decided.instance().communicator()
                        && each.getKey().sequence() >= decided.instance().sequence())
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(Long.MAX_VALUE);
        if (decided.nanos() < nearest - Math.max(1, history.terms().toleranceNanos())) {
            found.add(decided.instance() + " timed out " + (nearest - decided.nanos()) / 1_000_000
                    + " ms before its deadline");
        }
        long latest = deadlines.get(decided.instance()) + boundNanos(history);
        if (decided.nanos() > latest && !history.isDisturbed(0, decided.nanos())) {
            found.add(decided.instance() + " timed out "
                    + (decided.nanos() - deadlines.get(decided.instance())) / 1_000_000 + " ms after its deadline");
        }
    }

    private static long boundNanos(History history) {
        History.Terms terms = history.terms();
        // Under EXCLUDE, rank 0 gets more time to combine the values of the other ranks.
        return BOUND_NANOS + terms.toleranceNanos() + (terms.exclude() ? terms.deadNanos() : 0);
    }
}
