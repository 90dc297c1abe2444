package dev.comm.node.machine.message;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import dev.comm.core.machine.message.SendDeadlines;
import dev.comm.node.machine.membership.NodeStep;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The messages that this node sends. The master grants credit for each other member, so a receiver that does not read
 * its messages fills no memory at the master (C2). Without credit, only the messages to this receiver wait. A message
 * to rank 0 may exceed the remaining credit, so that a large message needs no request first.
 */
final class OutgoingMessages implements WaitRow<NodeStep> {
    /** The maximum number of bytes of one credit request. A single larger message may exceed it. */
    private static final long ASKED_MAX = 1 << 20;

    /** The sends that the socket has not taken completely, in the order of the sends. */
    private final Map<SendCall, Pending> sending = new LinkedHashMap<>();

    private final SendDeadlines deadlines = new SendDeadlines();
    /** The sends that have failed although the socket has still to take the rest of their bytes. */
    private final Set<SendCall> late = new HashSet<>();

    private final WaitAlarm alarm;
    private final TreeMap<Integer, Receiver> receivers = new TreeMap<>();
    private int rank;
    private long incarnation;

    /**
     * Creates the part without messages.
     *
     * @param warnNanos duration of a send before its first log line (W1)
     */
    OutgoingMessages(long warnNanos) {
        this.alarm = new WaitAlarm(warnNanos);
    }

    /** One receiver in one incarnation. */
    private static final class Receiver {
        private final Member member;
        private final ArrayDeque<SendCall> waiting = new ArrayDeque<>();
        private long credit = MessageCommand.UNASKED_BYTES;
        private boolean asked;

        Receiver(Member member) {
            this.member = member;
        }

        boolean is(int toRank, long toIncarnation) {
            return member.rank() == toRank && member.incarnation() == toIncarnation;
        }
    }

    /** A send, with the time of its call. */
    private record Pending(long since, Receiver receiver) {}

    void start(int ownRank, long ownIncarnation) {
        rank = ownRank;
        incarnation = ownIncarnation;
    }

    /** Sends a message to a living member, or queues it until there is credit. */
    void send(SendCall call, Member to, NodeStep step) {
        deadlines.add(call, step.now());
        alarm.beginOneOfMany(step.now());
        Receiver receiver = receivers.get(to.rank());
        if (receiver == null || !receiver.is(to.rank(), to.incarnation())) {
            receiver = new Receiver(to);
            receivers.put(to.rank(), receiver);
        }
        sending.put(call, new Pending(step.now(), receiver));
        receiver.waiting.add(call);
        goOn(receiver, step);
    }

    private void goOn(Receiver receiver, NodeStep step) {
        while (!receiver.waiting.isEmpty() && mayGo(receiver)) {
            receiver.credit -= cost(receiver);
            transmit(receiver.waiting.remove(), receiver.member, step);
        }
        if (!receiver.waiting.isEmpty() && !receiver.asked) {
            receiver.asked = true;
            Member to = receiver.member;
            step.send(new MessageAsk(to.rank(), to.incarnation(), wanted(receiver)));
        }
    }

    private static boolean mayGo(Receiver receiver) {
        boolean mayExceed = receiver.member.rank() == 0;
        return mayExceed ? receiver.credit > 0 : cost(receiver) <= receiver.credit;
    }

    private static long cost(Receiver receiver) {
        return cost(receiver.waiting.element());
    }

    private static long cost(SendCall call) {
        return Message.cost(call.value().content());
    }

    /** Returns the number of bytes to request: the first message, and further messages up to the limit. */
    private long wanted(Receiver receiver) {
        long sum = 0;
        for (SendCall call : receiver.waiting) {
            long cost = cost(call);
            if (sum > 0 && sum + cost > ASKED_MAX) {
                break;
            }
            sum += cost;
        }
        // Rank 0 grants exactly the requested bytes, so the request must include the overdraft.
        return receiver.member.rank() == 0 ? Math.max(1, sum - receiver.credit) : sum;
    }

    private void transmit(SendCall call, Member to, NodeStep step) {
        step.send(note(call, to), call.value(), call);
    }

    private Message note(SendCall call, Member to) {
        return new Message(
                call.communicator(),
                call.tag(),
                rank,
                incarnation,
                to.rank(),
                to.incarnation(),
                call.value().content());
    }

    /** Handles credit for a receiver. */
    void credit(MessageCredit given, NodeStep step) {
        Receiver receiver = receivers.get(given.to());
        if (receiver != null && receiver.is(given.to(), given.toIncarnation())) {
            receiver.credit += given.bytes();
            receiver.asked &= !given.answer();
            goOn(receiver, step);
        }
    }

    /**
     * Withdraws a send, because its caller does not wait any more. A message of which no byte has gone to the
     * connection is never sent.
     */
    void withdraw(SendCall call, NodeStep step) {
        if (sending.containsKey(call) && !late.contains(call)) {
            takeBack(call, new Failure(Failure.Kind.TIMEOUT, "the message was taken back"), step);
        }
    }

    private void takeBack(SendCall call, Failure failure, NodeStep step) {
        deadlines.remove(call);
        Receiver receiver = sending.get(call).receiver;
        boolean isUnsent = receiver.waiting.remove(call);
        if (!isUnsent && step.takeBack(call)) {
            receiver.credit += cost(call); // the master never hears of the message
            isUnsent = true;
        }
        if (isUnsent) {
            sending.remove(call);
        } else {
            late.add(call);
        }
        step.out().fail(call, failure);
        if (receivers.get(call.to()) == receiver) {
            goOn(receiver, step);
        }
    }

    /** Fails the sends whose deadline has passed, and takes them back. */
    void onDeadline(NodeStep step) {
        for (SendCall call = deadlines.takeDue(step.now()); call != null; call = deadlines.takeDue(step.now())) {
            takeBack(call, SendDeadlines.late(call), step);
        }
    }

    long nextDeadlineNanos() {
        return deadlines.nextDeadlineNanos();
    }

    /** Records that the socket took the last byte of a message. */
    void sent(SendCall call, NodeStep step) {
        if (sending.remove(call) != null && !late.remove(call)) {
            deadlines.remove(call);
            step.out().complete(call, null);
        }
    }

    @Override
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    @Override
    public void writeLines(NodeStep step) {
        Map.Entry<SendCall, Pending> oldest =
                sending.isEmpty() ? null : sending.entrySet().iterator().next();
        if (!alarm.takeOldest(oldest == null ? Nanos.NEVER : oldest.getValue().since, step.now())) {
            return;
        }
        int to = oldest.getKey().to();
        boolean hasNoCredit = oldest.getValue().receiver.waiting.contains(oldest.getKey());
        step.out()
                .log(
                        Severity.WARN,
                        "send to rank " + to + " waits for " + Nanos.text(step.now() - alarm.sinceNanos()) + "; "
                                + (hasNoCredit ? withoutCredit(to) : "the connection to the master takes no more bytes")
                                + (sending.size() == 1 ? "" : "; sends behind it: " + (sending.size() - 1)));
    }

    private static String withoutCredit(int to) {
        return to == 0
                ? "rank 0 does not receive the messages that it has, and keeps no more of this rank"
                : "rank " + to + " does not read, and the master keeps no more for it";
    }

    /** Returns whether the socket has taken all messages. */
    boolean isEmpty() {
        return sending.isEmpty();
    }

    /** Fails the messages that wait for a departed member. */
    void departed(Departure gone, NodeStep step) {
        Receiver receiver = receivers.get(gone.rank());
        if (receiver != null && receiver.is(gone.rank(), gone.incarnation())) {
            receivers.remove(gone.rank());
            Failure failure =
                    Messages.lost(gone.rank(), "departed (" + gone.cause() + ") before this message was sent");
            for (SendCall call : receiver.waiting) {
                sending.remove(call);
                deadlines.remove(call);
                step.out().fail(call, failure);
            }
        }
    }

    /** Ends all sends at the end of the membership. */
    void end(Failure failure, NodeStep step) {
        sending.keySet().removeAll(late);
        sending.keySet().forEach(call -> {
            step.takeBack(call);
            step.out().fail(call, failure);
        });
        sending.clear();
        late.clear();
        deadlines.clear();
        alarm.end();
        receivers.clear();
    }
}
