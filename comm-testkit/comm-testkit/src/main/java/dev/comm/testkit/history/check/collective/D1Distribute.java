package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Digest;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/** The check that every survivor holds exactly the bytes that rank 0 gave it. */
final class D1Distribute implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Returned returned : history.of(Occurrence.Returned.class)) {
            boolean got = returned.decision().outcome() == Outcome.SUCCESS
                    && returned.kind().isPushed()
                    && returned.life().rank() != 0;
            if (got) {
                history.index().of(returned.instance()).called().stream()
                        .filter(call -> call.life().rank() == 0)
                        .forEach(root -> check(root, returned, found));
            }
        }
        return found;
    }

    private static void check(Occurrence.Called root, Occurrence.Returned returned, List<String> found) {
        int rank = returned.life().rank();
        int index = root.kind() == CollectiveKind.SCATTER ? rank : 0;
        List<Digest> expected =
                index < root.given().size() ? List.of(root.given().get(index)) : List.of();
        List<Digest> got = returned.got().stream().map(Occurrence.Got::value).toList();
        if (!expected.isEmpty() && !got.equals(expected)) {
            found.add(returned.instance() + " left " + returned.life() + " with " + got + " instead of " + expected);
        }
    }
}
