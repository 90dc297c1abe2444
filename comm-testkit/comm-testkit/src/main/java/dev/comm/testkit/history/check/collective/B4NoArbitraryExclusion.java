package dev.comm.testkit.history.check.collective;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The check that a member which arrived and stayed connected and alive until the decision is a survivor. No member
 * departs without a reason.
 */
final class B4NoArbitraryExclusion implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance)
                    .filter(each -> each.decision().outcome() == Outcome.SUCCESS)
                    .ifPresent(decided -> check(history, decided, found));
        }
        for (Occurrence.Departed departed : history.of(Occurrence.Departed.class)) {
            if (isUnfounded(history, departed)) {
                found.add("rank " + departed.rank() + " departed as " + departed.cause()
                        + " although nothing had happened to it");
            }
        }
        return found;
    }

    private static void check(History history, Occurrence.Decided decided, List<String> found) {
        InstanceOccurrences meeting = history.index().of(decided.instance());
        Set<Integer> survivors = new HashSet<>(decided.decision().survivors());
        for (Occurrence.Arrived arrival : meeting.arrivedInTime()) {
            Life life = arrival.life();
            if (!survivors.contains(life.rank()) && !Lives.isLost(history, life, meeting.decidedAt())) {
                found.add(decided.instance() + " excludes " + life + ", which had arrived and lived");
            }
        }
    }

    private static boolean isUnfounded(History history, Occurrence.Departed departed) {
        if (departed.cause().isPlanned() || departed.cause() == Cause.FAILED || departed.cause() == Cause.REPLACED) {
            return false;
        }
        if (departed.cause() == Cause.HUNG && history.terms().exclude()) {
            return false;
        }
        if (departed.cause() == Cause.REMOVED && isShutdownOver(history, departed.nanos())) {
            return false;
        }
        int end = history.position(departed);
        return Lives.find(history, departed.incarnation())
                .map(life -> !history.isDisturbed(life.process(), departed.nanos())
                        && !history.isDisturbed(0, departed.nanos())
                        && !Lives.isLeaving(history, life, end))
                .orElse(false);
    }

    /**
     * Returns whether the time of a shutdown was over. The master then sends away each member that has not answered.
     */
    private static boolean isShutdownOver(History history, long nanos) {
        long latest = nanos + history.terms().toleranceNanos();
        return history.of(Occurrence.ShutdownBegun.class).stream()
                .anyMatch(begun -> begun.nanos() <= nanos && begun.nanos() + begun.timeoutNanos() <= latest);
    }
}
