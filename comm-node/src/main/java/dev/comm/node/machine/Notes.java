package dev.comm.node.machine;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.frame.NoteCommand;
import dev.comm.api.frame.NoteCommand.Note;
import dev.comm.api.frame.NoteCommand.NoteCredit;
import dev.comm.api.frame.NoteCommand.NoteEnd;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Outbox.Severity;
import dev.comm.api.machine.ReceiveCall;
import dev.comm.api.machine.SendCall;
import dev.comm.api.machine.Value;
import dev.comm.api.support.MessageRoom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * Messages from member to member (P1): in order for each source and tag, meant for one incarnation, lost only with a
 * word about it.
 */
final class Notes {
    private final MessageRoom room;
    private final ViewBook views;
    private final TreeMap<Address, Mailbox> boxes = new TreeMap<>();
    private final Sends sends = new Sends();
    /** Departed incarnations whose last message has not come yet, by rank. */
    private final TreeMap<Integer, Long> ending = new TreeMap<>();

    private int rank = -1;
    private long incarnation;
    /** No receiver's deadline is before this; it may have left in the meantime. */
    private long nearest = Long.MAX_VALUE;

    /**
     * Without membership yet.
     *
     * @param room for messages that wait for receivers
     */
    Notes(MessageRoom room, ViewBook views) {
        this.room = room;
        this.views = views;
    }

    private record Address(int from, int tag) implements Comparable<Address> {
        private static final Comparator<Address> ORDER =
                Comparator.comparingInt(Address::from).thenComparingInt(Address::tag);

        @Override
        public int compareTo(Address other) {
            return ORDER.compare(this, other);
        }
    }

    void start(int ownRank, long ownIncarnation) {
        rank = ownRank;
        incarnation = ownIncarnation;
        sends.start(ownRank, ownIncarnation);
    }

    /** The local program sends. */
    void send(SendCall call, Turn turn) {
        Member to = views.member(call.to());
        if (to == null) {
            turn.out()
                    .fail(
                            call,
                            new Failure(
                                    Failure.Kind.MEMBER_LOST,
                                    "rank " + call.to() + " is not a living member, so nothing was sent to it"));
            return;
        }
        if (call.to() == rank) {
            deliver(new Address(rank, call.tag()), call.value(), turn);
            turn.out().complete(call, null);
            return;
        }
        sends.send(call, to, turn);
    }

    /** The socket took the last byte of a message. */
    void sent(SendCall call, Turn turn) {
        sends.sent(call, turn);
    }

    /** Whether messages are on their way to the socket. */
    boolean isSending() {
        return !sends.isEmpty();
    }

    void receive(NoteCommand command, Value value, Turn turn) {
        if (command instanceof NoteEnd end) {
            ended(end, turn);
        } else if (command instanceof NoteCredit credit) {
            sends.credit(credit, turn);
        } else if (command instanceof Note note && note.to() == rank && note.toIncarnation() == incarnation) {
            deliver(new Address(note.from(), note.tag()), value, turn);
        } else {
            // Meant for an earlier owner of this rank: never inherited.
            turn.free(value);
        }
    }

    private void deliver(Address address, Value value, Turn turn) {
        Mailbox box = boxes.computeIfAbsent(address, unused -> new Mailbox());
        Receiver first = box.receivers().poll();
        if (first != null) {
            turn.out().complete(first.call(), value);
            removeIfEmpty(address, box);
        } else if (box.isOverflowed() || room.isFull()) {
            overflow(address, box, value, turn);
        } else {
            room.put(value);
            box.messages().add(value);
        }
    }

    private void overflow(Address address, Mailbox box, Value value, Turn turn) {
        turn.free(value);
        if (!box.isOverflowed()) {
            turn.out()
                    .log(
                            Severity.WARN,
                            "dropping messages of rank " + address.from() + " under tag " + address.tag() + ": " + room
                                    + " wait for receive (limits.messages, limits.memoryTotalBytes)");
            box.overflow();
        }
    }

    /** The local program waits for a message. */
    void receive(ReceiveCall call, Turn turn) {
        Address address = new Address(call.from(), call.tag());
        Mailbox box = boxes.computeIfAbsent(address, unused -> new Mailbox());
        if (!box.messages().isEmpty()) {
            Value message = box.messages().poll();
            room.take(message);
            turn.out().complete(call, message);
        } else if (box.takeOverflow()) {
            turn.out()
                    .fail(
                            call,
                            new Failure(
                                    Failure.Kind.LIMIT,
                                    "messages of rank " + call.from() + " under tag "
                                            + call.tag()
                                            + " were dropped, since too many waited; receive them sooner or"
                                            + " raise limits.messages and limits.memoryTotalBytes"));
        } else if (isGone(call.from())) {
            turn.out().fail(call, lost(call.from(), "is not a living member and left no more messages"));
        } else {
            Receiver receiver = new Receiver(call, sourceOf(call.from()), turn.after(call.timeoutNanos()));
            nearest = Math.min(nearest, receiver.deadlineNanos());
            box.receivers().add(receiver);
        }
        removeIfEmpty(address, box);
    }

    private void removeIfEmpty(Address address, Mailbox box) {
        if (box.isEmpty()) {
            boxes.remove(address);
        }
    }

    private boolean isGone(int from) {
        return views.member(from) == null && !ending.containsKey(from);
    }

    /** The incarnation that a receiver waits for: of a departed one the rest may still come. */
    private long sourceOf(int from) {
        Member member = views.member(from);
        return member != null ? member.incarnation() : ending.get(from);
    }

    /** Members departed; what they sent before may still come, until the master says that it was all. */
    void departed(List<Departure> departures, Turn turn) {
        for (Departure gone : departures) {
            ending.put(gone.rank(), gone.incarnation());
            sends.departed(gone, turn);
        }
    }

    private void ended(NoteEnd end, Turn turn) {
        ending.remove(end.from(), end.fromIncarnation());
        if (!boxes.isEmpty()) {
            Failure failure = lost(end.from(), "departed (" + end.cause() + ") and everything it sent was received");
            failReceivers(
                    (address, receiver) ->
                            address.from() == end.from() && receiver.source() == end.fromIncarnation() ? failure : null,
                    turn);
        }
    }

    static Failure lost(int rank, String what) {
        return new Failure(Failure.Kind.MEMBER_LOST, "rank " + rank + " " + what);
    }

    void onDeadline(Turn turn) {
        if (turn.now() < nearest) {
            return;
        }
        failReceivers((address, receiver) -> turn.now() >= receiver.deadlineNanos() ? late(address) : null, turn);
        nearest = earliest();
    }

    private static Failure late(Address address) {
        return new Failure(
                Failure.Kind.TIMEOUT,
                "no message of rank " + address.from() + " under tag " + address.tag() + " came in time");
    }

    long nextDeadlineNanos() {
        return nearest;
    }

    private long earliest() {
        long next = Long.MAX_VALUE;
        for (Mailbox box : boxes.values()) {
            for (Receiver receiver : box.receivers()) {
                next = Math.min(next, receiver.deadlineNanos());
            }
        }
        return next;
    }

    private interface Fate {
        /** Why a receiver fails, or null if it goes on waiting. */
        Failure of(Address address, Receiver receiver);
    }

    private void failReceivers(Fate fate, Turn turn) {
        for (Address address : new ArrayList<>(boxes.keySet())) {
            Mailbox box = boxes.get(address);
            Iterator<Receiver> all = box.receivers().iterator();
            while (all.hasNext()) {
                Receiver receiver = all.next();
                Failure failure = fate.of(address, receiver);
                if (failure != null) {
                    all.remove();
                    turn.out().fail(receiver.call(), failure);
                }
            }
            removeIfEmpty(address, box);
        }
    }

    /** The membership is over. */
    void end(Failure failure, Turn turn) {
        sends.end(failure, turn);
        failReceivers((address, receiver) -> failure, turn);
        boxes.values().forEach(box -> box.messages().forEach(turn::free));
        boxes.clear();
        room.clear();
        nearest = Long.MAX_VALUE;
    }
}
