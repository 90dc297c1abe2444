package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** B4: the check that a timeout names only members of the view that had not arrived or lacked their part. */
final class B4TrulyMissing implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance)
                    .filter(each -> each.decision().outcome() == Outcome.TIMEOUT)
                    .ifPresent(decided -> check(history, decided, found));
        }
        return found;
    }

    private static void check(History history, Occurrence.Decided decided, List<String> found) {
        Set<Integer> arrived = new HashSet<>();
        Set<Integer> held = new HashSet<>();
        InstanceOccurrences meeting = history.index().of(decided.instance());
        List<Occurrence.Arrived> arrivals = meeting.arrivedInTime().stream()
                .filter(each -> !isLate(each, decided))
                .toList();
        arrivals.forEach(each -> arrived.add(each.life().rank()));
        meeting.heldInTime().forEach(each -> held.add(each.life().rank()));
        boolean pushed = arrivals.stream().anyMatch(each -> each.kind().isPushed());
        for (int rank : decided.decision().missing()) {
            if (arrived.contains(rank) && (!pushed || held.contains(rank) || rank == 0)) {
                found.add(decided.instance() + " timed out and names rank " + rank + ", which was there");
            }
        }
    }

    /**
     * Returns whether an arrival of rank 0 came after the instance was over. Rank 0 then receives the verdict at once.
     * If no other member was left to receive the verdict, the decision is first recorded at that time.
     */
    private static boolean isLate(Occurrence.Arrived arrived, Occurrence.Decided decided) {
        return arrived.life().rank() == 0 && arrived.nanos() == decided.nanos();
    }
}
