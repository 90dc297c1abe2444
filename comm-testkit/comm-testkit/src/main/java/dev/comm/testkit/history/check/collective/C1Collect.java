package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that collected values are indexed by rank and byte-exact. They are the values of all survivors and of no
 * other member.
 */
final class C1Collect implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Returned returned : history.of(Occurrence.Returned.class)) {
            if (returned.decision().outcome() == Outcome.SUCCESS && collects(returned)) {
                SlotsOfSurvivors.check(returned, found);
                returned.got().forEach(got -> check(history, returned, got, found));
            }
        }
        return found;
    }

    private static boolean collects(Occurrence.Returned returned) {
        return returned.kind() == CollectiveKind.ALL_GATHER
                || returned.life().rank() == 0
                        && (returned.kind() == CollectiveKind.COLLECT
                                || returned.kind() == CollectiveKind.COLLECT_EACH);
    }

    private static void check(History history, Occurrence.Returned returned, Occurrence.Got got, List<String> found) {
        boolean given = history.index().of(returned.instance()).called().stream()
                .anyMatch(
                        call -> call.life().rank() == got.rank() && call.given().equals(List.of(got.value())));
        if (!given) {
            found.add(returned.instance() + " gave " + returned.life() + " a value for rank " + got.rank()
                    + " that this rank did not give: " + got.value());
        }
    }
}
