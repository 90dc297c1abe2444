package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.InstanceOccurrences;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The check that no call returns before each member of the instance's view arrived or departed. */
final class B3NoEarlyRelease implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance)
                    .filter(each -> each.decision().outcome() == Outcome.SUCCESS)
                    .ifPresent(decided -> check(history, decided, found));
            for (Occurrence.Returned each : history.index().of(instance).returnedEarly()) {
                found.add(instance + " returned at " + each.life() + " before it was decided");
            }
        }
        return found;
    }

    private static void check(History history, Occurrence.Decided decided, List<String> found) {
        InstanceOccurrences meeting = history.index().of(decided.instance());
        Set<Long> arrived = new HashSet<>();
        meeting.arrivedInTime().forEach(each -> arrived.add(each.life().incarnation()));
        for (Map.Entry<Integer, Long> member : meeting.view().entrySet()) {
            if (!arrived.contains(member.getValue())
                    && !Lives.hasDeparted(history, member.getValue(), meeting.decidedAt())) {
                found.add(decided.instance() + " was decided before rank " + member.getKey() + " arrived or departed");
            }
        }
    }
}
