package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that a mismatch is decided exactly if the calls differ, and that its text says which ranks made which call.
 */
final class B9MatchedCalls implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            history.decided(instance).ifPresent(decided -> {
                boolean differ = differ(history.index().of(instance).arrivedInTime());
                boolean mismatch = decided.decision().outcome() == Outcome.MISMATCH;
                if (mismatch && !differ && !wasBroken(history, instance)) {
                    found.add(instance + " ended as a mismatch although all called the same");
                } else if (!mismatch && differ) {
                    found.add(instance + " ended as " + decided.decision().outcome() + " although the calls differed");
                } else if (mismatch && !decided.decision().detail().contains("rank")) {
                    found.add(instance + " is a mismatch that does not say who called what: "
                            + decided.decision().detail());
                }
            });
        }
        return found;
    }

    private static boolean differ(List<Occurrence.Arrived> arrivals) {
        return arrivals.stream().anyMatch(each -> isOther(each, arrivals.get(0)));
    }

    private static boolean isOther(Occurrence.Arrived each, Occurrence.Arrived first) {
        return each.kind() != first.kind()
                || !each.name().equals(first.name())
                || !each.operator().equals(first.operator());
    }

    /**
     * Returns whether an earlier mismatch made the communicator unusable. Open instances then end as a mismatch, too.
     */
    private static boolean wasBroken(History history, Instance instance) {
        return history.of(Occurrence.Decided.class).stream()
                .anyMatch(each -> each.instance().communicator() == instance.communicator()
                        && each.instance().sequence() < instance.sequence()
                        && each.decision().outcome() == Outcome.MISMATCH);
    }
}
