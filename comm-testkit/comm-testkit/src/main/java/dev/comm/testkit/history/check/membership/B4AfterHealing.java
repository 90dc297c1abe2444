package dev.comm.testkit.history.check.membership;

import dev.comm.api.Cause;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The check that members stay after everything was healed. After the time in which an earlier loss is noticed, no
 * member departs as silent, stalled, reset or the like, independent of its earlier faults.
 */
final class B4AfterHealing implements Check {
    private static final Set<Cause> LOSSES =
            EnumSet.of(Cause.CLOSED, Cause.RESET, Cause.SILENT, Cause.STALLED, Cause.PROTOCOL, Cause.UNAUTHENTICATED);

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Settled settled : history.of(Occurrence.Settled.class)) {
            long bound = boundNanos(history, settled);
            for (Occurrence.Departed departed : history.of(Occurrence.Departed.class)) {
                if (departed.nanos() > bound
                        && LOSSES.contains(departed.cause())
                        && isStanding(history, departed, settled.nanos())) {
                    found.add("rank " + departed.rank() + " departed as " + departed.cause() + " at "
                            + departed.nanos() / 1_000_000 + " ms, although everything was healed at "
                            + settled.nanos() / 1_000_000 + " ms");
                }
            }
        }
        return found;
    }

    private static long boundNanos(History history, Occurrence.Settled settled) {
        History.Terms terms = history.terms();
        return settled.nanos()
                + terms.deadNanos()
                + 2 * terms.heartbeatNanos()
                + terms.aggregationNanos()
                + terms.toleranceNanos();
    }

    /**
     * Returns whether the member and the master were not killed, were not hit by later faults, and the member did not
     * ask to leave.
     */
    private static boolean isStanding(History history, Occurrence.Departed departed, long settledNanos) {
        int end = history.position(departed);
        return Lives.find(history, departed.incarnation())
                .filter(life -> isUnharmed(history, life.process(), settledNanos))
                .filter(life -> isUnharmed(history, 0, settledNanos))
                .filter(life -> !Lives.isLeaving(history, life, end))
                .isPresent();
    }

    private static boolean isUnharmed(History history, int process, long settledNanos) {
        return !Crashes.isDown(history, process)
                && history.index().faults(process).stream()
                        .filter(fault -> fault.nanos() > settledNanos)
                        .allMatch(fault -> fault.kind() == Occurrence.Fault.Kind.THAW
                                || fault.kind() == Occurrence.Fault.Kind.OPEN);
    }
}
