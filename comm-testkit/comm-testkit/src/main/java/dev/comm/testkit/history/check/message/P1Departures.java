package dev.comm.testkit.history.check.message;

import dev.comm.core.machine.Failure;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.Occurrence.DepartureTold;
import dev.comm.testkit.history.Occurrence.ReceiveFailed;
import dev.comm.testkit.history.Occurrence.ViewSeen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The check of the departures that receives from any rank tell. Each is true, told once in a communicator and after the
 * last message of the member. Such a receive gives up only when no other member is left and each departure was told.
 */
final class P1Departures implements Check {
    private record Key(Life to, int communicator, long incarnation) {}

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Set<Key> before = new HashSet<>();
        for (DepartureTold told : history.of(DepartureTold.class)) {
            String what = told.to() + " is told in communicator " + told.communicator() + " that rank " + told.rank()
                    + " departed";
            if (!before.add(new Key(told.to(), told.communicator(), told.incarnation()))) {
                found.add(what + ", for a second time");
            }
            if (!Lives.hasDeparted(history, told.incarnation(), history.position(told))) {
                found.add(what + ", which is not true");
            }
            if (isBeforeAMessage(history, told)) {
                found.add(what + ", before its last message");
            }
        }
        for (ReceiveFailed failed : history.of(ReceiveFailed.class)) {
            if (failed.from() == Occurrence.ANY && failed.kind() == Failure.Kind.MEMBER_LOST) {
                judgeEnd(history, failed, before, found);
            }
        }
        return found;
    }

    /** Returns whether a message of the departed member is taken later, if all of its rank are of this incarnation. */
    private static boolean isBeforeAMessage(History history, DepartureTold told) {
        boolean isOfOthers = history.of(Occurrence.NoteSent.class).stream()
                .anyMatch(sent -> sent.from().rank() == told.rank()
                        && sent.from().incarnation() != told.incarnation()
                        && sent.toIncarnation() == told.to().incarnation());
        int position = history.position(told);
        return !isOfOthers
                && history.of(Occurrence.NoteTaken.class).stream()
                        .anyMatch(taken -> taken.to().equals(told.to())
                                && taken.communicator() == told.communicator()
                                && taken.from() == told.rank()
                                && taken.tag() == told.tag()
                                && history.position(taken) > position);
    }

    /** Checks the end of a receive in the communicator of all members, whose members the views show. */
    private static void judgeEnd(History history, ReceiveFailed failed, Set<Key> told, List<String> found) {
        if (failed.communicator() != 0) {
            return;
        }
        int end = history.position(failed);
        Set<Long> seen = new HashSet<>();
        Set<Long> last = new HashSet<>();
        for (Occurrence.Joined joined : history.of(Occurrence.Joined.class)) {
            if (joined.life().equals(failed.to())) {
                joined.view().members().values().forEach(member -> last.add(member.incarnation()));
                seen.addAll(last);
            }
        }
        for (ViewSeen view : history.of(ViewSeen.class)) {
            if (view.life().equals(failed.to()) && history.position(view) < end) {
                last.clear();
                last.addAll(view.members().values());
                seen.addAll(last);
            }
        }
        last.remove(failed.to().incarnation());
        if (!last.isEmpty()) {
            found.add(failed.to() + " gives up to receive from any rank, but its view has " + last.size()
                    + " other members");
        }
        seen.removeAll(last);
        seen.remove(failed.to().incarnation());
        for (long gone : seen) {
            if (!told.contains(new Key(failed.to(), 0, gone))) {
                found.add(failed.to() + " was never told that the incarnation " + gone + " departed");
            }
        }
    }
}
