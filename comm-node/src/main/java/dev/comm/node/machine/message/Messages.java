package dev.comm.node.machine.message;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitRow;
import dev.comm.core.machine.message.MessageInbox;
import dev.comm.core.machine.message.MessageQuota;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.node.machine.membership.CurrentView;
import dev.comm.node.machine.membership.NodeStep;
import java.util.List;
import java.util.TreeMap;

/**
 * Messages between members (P1). They arrive in order for each source and tag, and for one incarnation only. Every loss
 * is reported.
 */
public final class Messages implements WaitRow<NodeStep> {
    private final MessageQuota room;
    private final CurrentView views;
    private final CommunicatorMembers members;
    private final MessageInbox inbox;
    private final OutgoingMessages outgoing;
    /** The departures of the members whose last message has not arrived yet, by rank. */
    private final TreeMap<Integer, Departure> ending = new TreeMap<>();

    private int rank = -1;
    private long incarnation;

    /**
     * Creates the part, without a membership yet.
     *
     * @param room limit on the messages that wait for a receive
     * @param warnNanos duration of a receive or a send before its first log line (W1)
     */
    public Messages(MessageQuota room, CurrentView views, CommunicatorMembers members, long warnNanos) {
        this.room = room;
        this.inbox = new MessageInbox(room, warnNanos, communicator -> others(communicator) == 0);
        this.outgoing = new OutgoingMessages(warnNanos);
        this.views = views;
        this.members = members;
    }

    public void start(int ownRank, long ownIncarnation) {
        rank = ownRank;
        incarnation = ownIncarnation;
        outgoing.start(ownRank, ownIncarnation);
    }

    /** Sends a message of the local program. */
    public void send(SendCall call, NodeStep step) {
        Member to = views.member(call.to());
        if (members.isClosed(call.communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
            return;
        }
        if (to == null) {
            step.out()
                    .fail(
                            call,
                            new Failure(
                                    Failure.Kind.MEMBER_LOST,
                                    "rank " + call.to() + " is not a living member, so this node sent nothing"));
            return;
        }
        if (!members.includes(call.communicator(), to.rank(), to.incarnation())) {
            step.out().fail(call, CommunicatorMembers.notPart(call.to()));
            return;
        }
        if (call.to() == rank) {
            sendToSelf(call, step);
            return;
        }
        outgoing.send(call, to, step);
    }

    /**
     * Sends a message of this rank to itself. If there is no space, the message is refused, because no other thread or
     * member can make space.
     */
    private void sendToSelf(SendCall call, NodeStep step) {
        Address address = new Address(call.communicator(), rank, call.tag());
        if (inbox.hasRoom(address)) {
            inbox.put(address, call.value(), step.out());
            step.out().complete(call, null);
        } else {
            step.out()
                    .fail(
                            call,
                            new Failure(
                                    Failure.Kind.LIMIT,
                                    "receive messages sooner, or raise limits.messages and limits.memoryTotalBytes:"
                                            + " this rank holds " + room + " that wait for receive"));
        }
    }

    /** Withdraws a send or a receive, because its caller does not wait any more. */
    public void withdraw(Call<?> call, NodeStep step) {
        if (call instanceof SendCall send) {
            outgoing.withdraw(send, step);
        } else {
            inbox.withdraw(call, step.out());
        }
    }

    /** Lets a held receive take its message. */
    public void proceed(ReceiveCall call, NodeStep step) {
        inbox.proceed(call, step.out());
    }

    /** Records that the socket took the last byte of a message. */
    public void sent(SendCall call, NodeStep step) {
        outgoing.sent(call, step);
    }

    /** Returns whether the socket has still to take some messages. */
    public boolean isSending() {
        return !outgoing.isEmpty();
    }

    public void receive(MessageCommand command, Value value, NodeStep step) {
        if (command instanceof MessageEnd end) {
            ended(end, step);
        } else if (command instanceof MessageCredit credit) {
            outgoing.credit(credit, step);
        } else if (command instanceof Message message
                && message.to() == rank
                && message.toIncarnation() == incarnation) {
            deliver(Address.of(message), value, step);
        } else {
            // The message is for an earlier owner of this rank. A later owner never receives it.
            step.free(value);
        }
    }

    private void deliver(Address address, Value value, NodeStep step) {
        if (members.isClosed(address.communicator())) {
            step.free(value);
            return;
        }
        if (inbox.isAwaited(address) || !room.isFull() && !inbox.isDropping(address)) {
            inbox.put(address, value, step.out());
            return;
        }
        step.free(value);
        if (inbox.drop(address)) {
            step.out()
                    .log(
                            Severity.WARN,
                            "dropping messages of rank " + address.from() + " under tag " + address.tag() + ": " + room
                                    + " wait for receive (limits.messages, limits.memoryTotalBytes)");
        }
    }

    /** Handles a receive call of the local program. */
    public void receive(ReceiveCall call, NodeStep step) {
        if (members.isClosed(call.address().communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
            return;
        }
        Long source = sourceOf(call);
        if (inbox.receive(call, source == null ? 0 : source, step.now(), step.out())) {
            return;
        }
        if (isGone(call.from())) {
            step.out().fail(call, lost(call.from(), "is not a living member, and no message of it is left"));
        } else if (source == null) {
            step.out().fail(call, CommunicatorMembers.notPart(call.from()));
        } else {
            inbox.await(call, source, step.now());
        }
    }

    /** Handles a receive call for a message of any rank. */
    public void receive(ReceiveAnyCall call, NodeStep step) {
        if (members.isClosed(call.communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
        } else if (!inbox.receive(call, step.now(), step.out())) {
            if (others(call.communicator()) == 0) {
                step.out().fail(call, CommunicatorMembers.noneLeft());
            } else {
                inbox.await(call, step.now());
            }
        }
    }

    /** Returns the number of other members from which a message or a departure may still come. */
    private int others(int communicator) {
        int others = 0;
        for (Member each : views.view().members().values()) {
            boolean isOther = each.rank() != rank;
            others += isOther && members.includes(communicator, each.rank(), each.incarnation()) ? 1 : 0;
        }
        for (Departure each : ending.values()) {
            others += members.of(each.rank(), each.incarnation()).contains(communicator) ? 1 : 0;
        }
        return others;
    }

    /** Drops the messages of a duplicate that the program has closed, because no call can receive them any more. */
    public void forget(int communicator, NodeStep step) {
        inbox.forget(communicator, CommunicatorMembers.closedFailure(), step::free, step.out());
    }

    private boolean isGone(int from) {
        return views.member(from) == null && !ending.containsKey(from);
    }

    /**
     * Returns the incarnation that a receive waits for, or null if no member of this rank is part of the communicator.
     * It may be a departed incarnation, whose messages may still arrive.
     */
    private Long sourceOf(ReceiveCall call) {
        Member member = views.member(call.from());
        boolean isPart =
                member != null && members.includes(call.address().communicator(), member.rank(), member.incarnation());
        if (isPart) {
            return member.incarnation();
        }
        Departure gone = ending.get(call.from());
        return gone == null ? null : (Long) gone.incarnation();
    }

    /**
     * Handles a change of the view. Messages of departed members may still arrive until the master reports the last
     * one.
     */
    public void changed(ViewChange change, NodeStep step) {
        for (Departure gone : change.departed()) {
            ending.put(gone.rank(), gone);
            outgoing.departed(gone, step);
        }
        change.joined().forEach(member -> members.seen(member.rank(), member.incarnation()));
    }

    private void ended(MessageEnd end, NodeStep step) {
        Departure gone = new Departure(end.from(), end.fromIncarnation(), end.cause(), "");
        Departure told = ending.get(end.from());
        if (told != null && told.incarnation() == end.fromIncarnation()) {
            ending.remove(end.from());
            gone = told;
        }
        List<Integer> communicators = members.of(gone.rank(), gone.incarnation());
        Failure failure = lost(end.from(), "departed (" + end.cause() + ") and everything it sent was received");
        inbox.end(gone, communicators, failure, step.out());
    }

    static Failure lost(int rank, String what) {
        return new Failure(Failure.Kind.MEMBER_LOST, "rank " + rank + " " + what);
    }

    @Override
    public long nextLineNanos() {
        return Math.min(inbox.nextLineNanos(), outgoing.nextLineNanos());
    }

    @Override
    public void writeLines(NodeStep step) {
        Call<?> due = inbox.takeLine(step.now());
        if (due != null) {
            int others = due instanceof ReceiveAnyCall any ? others(any.communicator()) : 1;
            step.out().log(Severity.WARN, inbox.line(due, others, step.now()));
        }
        outgoing.writeLines(step);
    }

    public void onDeadline(NodeStep step) {
        inbox.onDeadline(step.now(), step.out());
        outgoing.onDeadline(step);
    }

    public long nextDeadlineNanos() {
        return Math.min(inbox.nextDeadlineNanos(), outgoing.nextDeadlineNanos());
    }

    /** Ends all calls at the end of the membership. */
    public void end(Failure failure, NodeStep step) {
        outgoing.end(failure, step);
        inbox.endAll(failure, step.out());
        inbox.clear(step::free);
    }
}
