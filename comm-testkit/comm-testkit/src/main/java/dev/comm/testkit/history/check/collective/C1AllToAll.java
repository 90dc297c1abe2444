package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Digest;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that each member of an all-to-all gets, from each survivor, the value that this survivor gave for it. There
 * is no value of any other member.
 */
final class C1AllToAll implements Check {
    private static final Digest NULL = new Digest(Content.Kind.NULL, 0, 0);

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Returned returned : history.of(Occurrence.Returned.class)) {
            if (returned.kind() == CollectiveKind.ALL_TO_ALL
                    && returned.decision().outcome() == Outcome.SUCCESS) {
                SlotsOfSurvivors.check(returned, found);
                returned.got().forEach(got -> check(history, returned, got, found));
            }
        }
        return found;
    }

    private static void check(History history, Occurrence.Returned returned, Occurrence.Got got, List<String> found) {
        int receiver = returned.life().rank();
        boolean given = history.index().of(returned.instance()).called().stream()
                .anyMatch(call -> call.life().rank() == got.rank()
                        && value(call, receiver).equals(got.value()));
        if (!given) {
            found.add(returned.instance() + " gave " + returned.life() + " a value of rank " + got.rank()
                    + " that this rank did not give for it: " + got.value());
        }
    }

    private static Digest value(Occurrence.Called call, int receiver) {
        return receiver < call.given().size() ? call.given().get(receiver) : NULL;
    }
}
