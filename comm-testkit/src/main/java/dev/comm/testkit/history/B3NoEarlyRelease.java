package dev.comm.testkit.history;

import dev.comm.api.frame.CollectiveCommand.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nobody returns before each member of the instance's view arrived or departed. */
final class B3NoEarlyRelease implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance)
                    .filter(each -> each.decision().outcome() == Outcome.SUCCESS)
                    .ifPresent(decided -> check(history, decided, found));
            for (Occurrence.Returned each : history.returned(instance)) {
                boolean early = history.decided(instance)
                        .map(decided -> history.position(decided) > history.position(each))
                        .orElse(true);
                if (early) {
                    found.add(instance + " returned at " + each.life() + " before it was decided");
                }
            }
        }
        return found;
    }

    private static void check(History history, Occurrence.Decided decided, List<String> found) {
        int end = history.position(decided);
        for (Map.Entry<Integer, Long> member :
                Views.ofInstance(history, decided.instance()).entrySet()) {
            boolean arrived = history.arrivals(decided.instance()).stream()
                    .anyMatch(each -> each.life().incarnation() == member.getValue() && history.position(each) < end);
            if (!arrived && !Lives.hasDeparted(history, member.getValue(), end)) {
                found.add(decided.instance() + " was decided before rank " + member.getKey() + " arrived or departed");
            }
        }
    }
}
