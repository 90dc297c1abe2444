package dev.comm.testkit.history;

import dev.comm.api.frame.CollectiveCommand.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Every survivor arrived, in a living incarnation, before the decision; with its part, where there is one. */
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
        int end = history.position(decided);
        List<Occurrence> before = history.all().subList(0, end);
        for (int rank : decided.decision().survivors()) {
            boolean arrived = before.stream()
                    .anyMatch(each -> each instanceof Occurrence.Arrived a
                            && a.instance().equals(decided.instance())
                            && a.life().rank() == rank
                            && !departed(before, a.life()));
            if (!arrived) {
                found.add(decided.instance() + " lists rank " + rank + " as a survivor, which had not arrived");
            } else if (rank != 0 && isPartMissing(before, decided.instance(), rank)) {
                found.add(decided.instance() + " lists rank " + rank + " as a survivor, which did not hold its part");
            }
        }
    }

    private static boolean departed(List<Occurrence> before, Life life) {
        return before.stream()
                .anyMatch(each -> each instanceof Occurrence.Departed d && d.incarnation() == life.incarnation());
    }

    private static boolean isPartMissing(List<Occurrence> before, Instance instance, int rank) {
        boolean parted = before.stream()
                .anyMatch(each -> each instanceof Occurrence.Arrived a
                        && a.instance().equals(instance)
                        && a.kind().isPushed());
        return parted
                && before.stream()
                        .noneMatch(each -> each instanceof Occurrence.Held h
                                && h.instance().equals(instance)
                                && h.life().rank() == rank);
    }
}
