package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that every survivor arrived in a living incarnation before the decision. If the instance has parts, every
 * survivor also held its part.
 */
final class B2Validity implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance)
                    .filter(each -> each.decision().outcome() == Outcome.SUCCESS)
                    .ifPresent(decided -> check(history, decided, found));
        }
        return found;
    }

    private static void check(History history, Occurrence.Decided decided, List<String> found) {
        InstanceOccurrences meeting = history.index().of(decided.instance());
        List<Occurrence.Arrived> arrivals = meeting.arrivedInTime();
        boolean parted = arrivals.stream().anyMatch(arrived -> arrived.kind().isPushed());
        for (int rank : decided.decision().survivors()) {
            boolean arrived = arrivals.stream()
                    .anyMatch(each -> each.life().rank() == rank
                            && !Lives.hasDeparted(history, each.life().incarnation(), meeting.decidedAt()));
            if (!arrived) {
                found.add(decided.instance() + " lists rank " + rank + " as a survivor, which had not arrived");
            } else if (rank != 0 && parted && isPartMissing(meeting, rank)) {
                found.add(decided.instance() + " lists rank " + rank + " as a survivor, which did not hold its part");
            }
        }
    }

    private static boolean isPartMissing(InstanceOccurrences meeting, int rank) {
        return meeting.heldInTime().stream().noneMatch(held -> held.life().rank() == rank);
    }
}
