package dev.comm.testkit.history.check.collective;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/** The check that all calls of one instance that end in a verdict, on any member, have the same verdict. */
final class B1Agreement implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Instance instance : history.instances()) {
            List<Occurrence.Returned> returned = history.returned(instance);
            for (Occurrence.Returned each : returned) {
                Decision first = returned.get(0).decision();
                if (!agree(each.decision(), first)) {
                    found.add(instance + " ended as " + agreed(first) + " at "
                            + returned.get(0).life() + ", but as " + agreed(each.decision()) + " at " + each.life());
                }
            }
        }
        return found;
    }

    static boolean agree(Decision one, Decision other) {
        return one == other || agreed(one).equals(agreed(other));
    }

    /** Returns the values that all members have to agree on. Payloads and their slots differ by receiver. */
    static List<Object> agreed(Decision decision) {
        return List.of(
                decision.outcome(),
                decision.term(),
                decision.epoch(),
                decision.survivors(),
                decision.departures(),
                decision.missing(),
                decision.joined(),
                decision.created());
    }
}
