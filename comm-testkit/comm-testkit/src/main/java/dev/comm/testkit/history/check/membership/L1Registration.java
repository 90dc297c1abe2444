package dev.comm.testkit.history.check.membership;

import dev.comm.api.Cause;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * L1: the check that each rank has one living incarnation, that duplicates follow the policy, and that every registered
 * node asked to join.
 */
final class L1Registration implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        MembersSoFar roll = new MembersSoFar();
        Set<Long> known = history.of(Occurrence.Joining.class).stream()
                .map(Occurrence.Joining::incarnation)
                .collect(Collectors.toSet());
        for (Occurrence each : history.all()) {
            checkPolicy(history.terms().rules().replaces(), each, roll, found);
            if (!roll.take(each)) {
                found.add("two incarnations have a rank at once since " + each);
            }
            if (each instanceof Occurrence.Registered registered && !known.contains(registered.incarnation())) {
                found.add("a stranger was registered: " + registered);
            }
        }
        return found;
    }

    private static void checkPolicy(boolean replaces, Occurrence each, MembersSoFar roll, List<String> found) {
        if (each instanceof Occurrence.Departed departed && departed.cause() == Cause.REPLACED && !replaces) {
            found.add("rank " + departed.rank() + " was replaced, although duplicates are to be rejected");
        }
        boolean refused = each instanceof Occurrence.Refused refusal
                && refusal.reason() == Reason.RANK
                && refusal.rank() > 0
                && roll.isTaken(refusal.rank());
        if (refused && replaces) {
            found.add("a duplicate was rejected, although duplicates are to replace: " + each);
        }
    }
}
