package dev.comm.testkit.history.check.message;

import dev.comm.core.machine.Failure;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Digest;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The check that messages arrive in the order of sending, without duplicates and without losses, and in no other
 * communicator. A message that was sent before a shared instance is there after the instance.
 */
final class P1Messages implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.NoteTaken taken : history.of(Occurrence.NoteTaken.class)) {
            check(history, taken, found);
        }
        for (Occurrence.ReceiveFailed failed : history.of(Occurrence.ReceiveFailed.class)) {
            if (isInVain(history, failed)) {
                for (Occurrence.ReceiveFailed each : ofEachRank(history, failed)) {
                    if (isOwed(history, each, history.position(failed))) {
                        found.add(each.to() + " waited in vain for a message of rank " + each.from()
                                + " that was sent before an instance that both survived");
                    }
                }
            }
        }
        return found;
    }

    /** Returns the receive, or one receive for each rank if it was one from any rank. */
    private static List<Occurrence.ReceiveFailed> ofEachRank(History history, Occurrence.ReceiveFailed failed) {
        if (failed.from() != Occurrence.ANY) {
            return List.of(failed);
        }
        return history.of(Occurrence.SendDone.class).stream()
                .map(done -> done.from().rank())
                .distinct()
                .map(rank -> new Occurrence.ReceiveFailed(
                        failed.nanos(), failed.to(), failed.communicator(), rank, failed.tag(), failed.kind()))
                .toList();
    }

    /**
     * Returns whether a receive failed on an undisturbed connection. On a disturbed connection, a large message may
     * take longer than the receiver waits.
     */
    private static boolean isInVain(History history, Occurrence.ReceiveFailed failed) {
        boolean closed = failed.kind() == Failure.Kind.CLOSED
                && !Lives.isLeaving(history, failed.to(), history.position(failed));
        return (failed.kind() == Failure.Kind.TIMEOUT || closed)
                && !history.isDisturbed(failed.to().process(), failed.nanos())
                && !history.isDisturbed(0, failed.nanos());
    }

    /**
     * Checks that the n-th message that a life takes from one sender is the n-th message that this sender sent to the
     * life.
     */
    private static void check(History history, Occurrence.NoteTaken taken, List<String> found) {
        List<Occurrence.NoteSent> sent = history.of(Occurrence.NoteSent.class).stream()
                .filter(note -> note.toIncarnation() == taken.to().incarnation()
                        && note.from().rank() == taken.from()
                        && note.communicator() == taken.communicator()
                        && note.tag() == taken.tag())
                .toList();
        if (sent.stream().map(Occurrence.NoteSent::from).distinct().count() <= 1) {
            compare(history, taken, order(history, sent), found);
        }
    }

    /** Returns the messages of one life to another, without those that were taken back. */
    private static List<Digest> order(History history, List<Occurrence.NoteSent> sent) {
        Set<Integer> takenBack = new HashSet<>();
        if (!sent.isEmpty()) {
            Occurrence.NoteSent first = sent.get(0);
            history.of(Occurrence.NoteTakenBack.class).stream()
                    .filter(each -> each.from().equals(first.from())
                            && each.toIncarnation() == first.toIncarnation()
                            && each.communicator() == first.communicator()
                            && each.tag() == first.tag())
                    .forEach(each -> takenBack.add(each.number()));
        }
        return IntStream.range(0, sent.size())
                .filter(i -> !takenBack.contains(i))
                .mapToObj(i -> sent.get(i).value())
                .toList();
    }

    private static void compare(History history, Occurrence.NoteTaken taken, List<Digest> order, List<String> found) {
        List<Digest> got = takenUpTo(history, taken);
        if (got.size() > order.size() || !order.subList(0, got.size()).equals(got)) {
            found.add(taken.to() + " took message " + got.size() + " of rank " + taken.from() + " out of order: "
                    + taken.value());
        }
    }

    private static List<Digest> takenUpTo(History history, Occurrence.NoteTaken last) {
        List<Digest> got = new ArrayList<>();
        for (Occurrence.NoteTaken each : history.of(Occurrence.NoteTaken.class)) {
            if (each.to().equals(last.to())
                    && each.communicator() == last.communicator()
                    && each.from() == last.from()
                    && each.tag() == last.tag()) {
                got.add(each.value());
            }
            if (each == last) {
                break;
            }
        }
        return got;
    }

    private static boolean isOwed(History history, Occurrence.ReceiveFailed failed, int end) {
        long owed = 0;
        long taken = 0;
        for (Occurrence each : history.all().subList(0, end)) {
            if (each instanceof Occurrence.SendDone done
                    && done.to() == failed.to().rank()
                    && done.from().rank() == failed.from()
                    && done.communicator() == failed.communicator()
                    && done.tag() == failed.tag()
                    && isForThisLife(history, done, failed)
                    && shareAnInstance(history, done, failed, end)) {
                owed++;
            } else if (each instanceof Occurrence.NoteTaken note
                    && note.to().equals(failed.to())
                    && note.from() == failed.from()
                    && note.communicator() == failed.communicator()
                    && note.tag() == failed.tag()) {
                taken++;
            }
        }
        return taken < owed;
    }

    /** Returns whether the message was sent to the life that received, and not to an earlier owner of its rank. */
    private static boolean isForThisLife(History history, Occurrence.SendDone done, Occurrence.ReceiveFailed failed) {
        return history.of(Occurrence.NoteSent.class).stream()
                .anyMatch(sent -> sent.from().equals(done.from())
                        && sent.toIncarnation() == failed.to().incarnation()
                        && sent.communicator() == done.communicator()
                        && sent.tag() == done.tag()
                        && sent.value().equals(done.value()));
    }

    private static boolean shareAnInstance(
            History history, Occurrence.SendDone done, Occurrence.ReceiveFailed failed, int end) {
        return history.of(Occurrence.Called.class).stream()
                .filter(call -> call.life().equals(done.from()) && history.position(call) > history.position(done))
                .anyMatch(call -> history.returned(call.instance()).stream()
                        .anyMatch(returned -> returned.life().equals(failed.to())
                                && returned.decision()
                                        .survivors()
                                        .contains(done.from().rank())
                                && history.position(returned) < end));
    }
}
