package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The check that every collective call ends, no later than its deadline and the slack. */
final class B6Termination implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Called call : history.of(Occurrence.Called.class)) {
            long end = endNanos(history, call);
            if (end < 0
                    && history.isSettled()
                    && !Crashes.isDown(history, call.life().process())) {
                found.add(call.life() + " is still in " + call.instance() + " (" + call.kind() + "), called at "
                        + call.nanos() / 1_000_000 + " ms");
            } else if (end > boundNanos(history, call)
                    && !isFrozen(history, call.life().process())) {
                found.add(call.life() + " was " + (end - call.nanos()) / 1_000_000 + " ms in " + call.instance()
                        + ", longer than its deadline and the slack");
            }
        }
        return found;
    }

    private static long boundNanos(History history, Occurrence.Called call) {
        long slack = 2 * history.terms().deadNanos() + 5_000_000_000L;
        return call.nanos() + call.timeoutNanos() + slack + history.terms().toleranceNanos();
    }

    private static boolean isFrozen(History history, int process) {
        return history.index().faults(process).stream().anyMatch(fault -> fault.kind() == Occurrence.Fault.Kind.FREEZE);
    }

    private static long endNanos(History history, Occurrence.Called call) {
        InstanceOccurrences meeting = history.index().of(call.instance());
        return Stream.concat(
                        meeting.returned().stream()
                                .filter(returned -> returned.life().equals(call.life())),
                        meeting.failed().stream().filter(failed -> failed.life().equals(call.life())))
                .mapToLong(Occurrence::nanos)
                .min()
                .orElse(-1);
    }
}
