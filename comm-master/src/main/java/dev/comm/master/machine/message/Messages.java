package dev.comm.master.machine.message;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import dev.comm.core.machine.message.MessageInbox;
import dev.comm.core.machine.message.MessageQuota;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.core.machine.message.SendDeadlines;
import dev.comm.master.machine.membership.DepartureHook;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.Roster;
import dev.comm.master.machine.membership.SignsOfLife;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages of the run: relays those between nodes, and sends and receives those of rank 0 (P1). */
public final class Messages implements DepartureHook, WaitRow<MasterStep> {
    private final MasterStep step;
    private final MasterSettings settings;
    private final Roster roster;
    private final Membership membership;
    private final MessageQuota room;
    private final MessageInbox inbox;
    private final CommunicatorMembers members;
    private final InboxCredits credits;
    private final Relay relay;
    private final SignsOfLife signs;
    private final WaitAlarm sendAlarm;
    /** The sends of rank 0 that a socket has not taken yet, with the time of each send, by endpoint. */
    private final Map<Integer, Map<SendCall, Long>> inFlight = new TreeMap<>();

    private final SendDeadlines deadlines = new SendDeadlines();

    private Failure ended;

    public Messages(MasterContext context, Roster roster, Membership membership, CommunicatorMembers members) {
        this.members = members;
        this.step = context.step();
        this.settings = context.settings();
        this.roster = roster;
        this.membership = membership;
        this.room = MessageQuota.of(settings.limits());
        this.credits = new InboxCredits(
                step,
                settings.incarnation(),
                room,
                settings.limits().outboundBytes(),
                settings.config().timing().dead().toNanos());
        this.inbox = new MessageInbox(room, settings.waitingNanos(), this::isAlone, this::left);
        this.signs = context.signs();
        this.sendAlarm = new WaitAlarm(settings.waitingNanos());
        this.relay = new Relay(context, roster, membership);
    }

    /** Handles a message of a node. */
    public void received(Node node, Message message, Payload payload) {
        if (message.from() != node.rank() || message.fromIncarnation() != node.incarnation()) {
            step.free(payload);
            refuse(node, "it sent a message in the name of rank " + message.from());
        } else if (message.to() == 0) {
            deliver(node, message, payload);
        } else {
            relay.received(node, message, payload);
        }
    }

    /** Handles a node's request for credit. */
    public void asked(Node node, MessageAsk ask) {
        if (ask.to() == 0 && ask.toIncarnation() == settings.incarnation()) {
            credits.ask(node, ask.bytes());
        } else {
            relay.asked(node, ask);
        }
    }

    /** Returns the credit of a node's message, which the program of rank 0 received or which was dropped. */
    private void left(int endpoint, Value message) {
        credits.received(endpoint, Message.cost(message.content()));
    }

    /** Sends a message of rank 0. */
    public void send(SendCall call) {
        int to = call.to();
        Node node = roster.member(to);
        if (ended != null) {
            step.out().fail(call, ended);
        } else if (members.isClosed(call.communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
        } else if (to == 0) {
            putOwn(call);
        } else if (node == null) {
            step.out().fail(call, lost(to));
        } else if (!members.includes(call.communicator(), to, node.incarnation())) {
            step.out().fail(call, CommunicatorMembers.notPart(to));
        } else {
            Value value = node.facts().readable(call.value());
            Message message = new Message(
                    call.communicator(),
                    call.tag(),
                    0,
                    settings.incarnation(),
                    to,
                    node.incarnation(),
                    value.content());
            sendAlarm.beginOneOfMany(step.now());
            inFlight(node.endpoint()).put(call, step.now());
            deadlines.add(call, step.now());
            step.out().send(node.endpoint(), message, value.payload(), call);
        }
    }

    /**
     * Receives a message for rank 0. The call completes with a waiting message or a future one, or fails because the
     * sender is lost.
     */
    public void receive(ReceiveCall call) {
        if (members.isClosed(call.address().communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
            return;
        }
        boolean lives = call.from() == 0 || roster.member(call.from()) != null;
        long source = lives ? incarnation(call.from()) : 0;
        if (inbox.receive(call, source, step.now(), step.out())) {
            return;
        }
        if (ended != null) {
            step.out().fail(call, ended);
        } else if (!lives) {
            step.out().fail(call, lost(call.from()));
        } else if (!members.includes(call.address().communicator(), call.from(), source)) {
            step.out().fail(call, CommunicatorMembers.notPart(call.from()));
        } else {
            inbox.await(call, source, step.now());
        }
    }

    /** Receives a message of any rank for rank 0, or tells a departure. */
    public void receive(ReceiveAnyCall call) {
        if (members.isClosed(call.communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
        } else if (!inbox.receive(call, step.now(), step.out())) {
            if (ended != null) {
                step.out().fail(call, ended);
            } else if (others(call.communicator()).isEmpty()) {
                step.out().fail(call, CommunicatorMembers.noneLeft());
            } else {
                inbox.await(call, step.now());
            }
        }
    }

    /** Returns the other living members of a communicator. */
    private List<Node> others(int communicator) {
        return roster.members().stream()
                .filter(node -> members.includes(communicator, node.rank(), node.incarnation()))
                .toList();
    }

    private boolean isAlone(int communicator) {
        return others(communicator).isEmpty();
    }

    /** Withdraws a send or a receive, because its caller does not wait any more. */
    public void withdraw(Call<?> call) {
        if (call instanceof SendCall send) {
            takeBack(send, new Failure(Failure.Kind.TIMEOUT, "the message was taken back"));
        } else {
            inbox.withdraw(call, step.out());
        }
    }

    /** Fails a send that has not ended. If no byte of the message has gone to the connection, it is never sent. */
    private void takeBack(SendCall call, Failure failure) {
        inFlight.forEach((endpoint, calls) -> {
            if (calls.remove(call) != null) {
                fail(endpoint, call, failure);
            }
        });
    }

    private void fail(int endpoint, SendCall call, Failure failure) {
        deadlines.remove(call);
        step.out().takeBack(endpoint, call);
        step.out().fail(call, failure);
    }

    /** Lets a held receive take its message. */
    public void proceed(ReceiveCall call) {
        inbox.proceed(call, step.out());
    }

    /**
     * Drops the messages of a duplicate that the program of rank 0 has closed, because no call can receive them any
     * more.
     */
    public void forget(int communicator) {
        inbox.forget(communicator, CommunicatorMembers.closedFailure(), step::free, step.out());
    }

    private long incarnation(int rank) {
        return rank == 0 ? settings.incarnation() : roster.member(rank).incarnation();
    }

    /** Records that the socket took the frame of the token. */
    public void sent(int endpoint, Object token) {
        if (!(token instanceof SendCall call)) {
            relay.sent(endpoint, token);
            return;
        }
        Map<SendCall, Long> calls = inFlight.get(endpoint);
        if (calls != null && calls.remove(call) != null) {
            deadlines.remove(call);
            step.out().complete(call, null);
        }
    }

    @Override
    public void departed(List<PendingDeparture> gone) {
        for (PendingDeparture pending : gone) {
            Departure departure = pending.departure();
            MessageEnd end = new MessageEnd(departure.rank(), departure.incarnation(), departure.cause());
            for (Node node : roster.members()) {
                step.send(node, end);
            }
            endInbox(departure);
            if (pending.node() != null) {
                drop(pending);
            }
        }
    }

    private void endInbox(Departure gone) {
        // Rank 0 is never told its own departure.
        List<Integer> communicators = gone.rank() == 0 ? List.of() : members.of(gone.rank(), gone.incarnation());
        inbox.end(gone, communicators, lost(gone.rank()), step.out());
    }

    public void onDeadline() {
        inbox.onDeadline(step.now(), step.out());
        for (SendCall call = deadlines.takeDue(step.now()); call != null; call = deadlines.takeDue(step.now())) {
            takeBack(call, SendDeadlines.late(call));
        }
        credits.onDeadline();
        relay.onDeadline();
    }

    public long nextDeadlineNanos() {
        long next = Math.min(inbox.nextDeadlineNanos(), deadlines.nextDeadlineNanos());
        return Math.min(next, Math.min(credits.nextDeadlineNanos(), relay.nextDeadlineNanos()));
    }

    /** Ends all calls after rank 0 has left. */
    public void end(Failure failure) {
        ended = failure;
        inbox.endAll(failure, step.out());
        inFlight.forEach((endpoint, calls) -> calls.keySet().forEach(call -> fail(endpoint, call, failure)));
        inFlight.clear();
        deadlines.clear();
        sendAlarm.end();
    }

    private void deliver(Node node, Message message, Payload payload) {
        if (!credits.take(node, message.cost())) {
            step.free(payload);
            refuse(node, "it sent rank 0 more than the master had given it credit for");
        } else if (message.toIncarnation() != settings.incarnation()
                || ended != null
                || members.isClosed(message.communicator())) {
            step.free(payload);
            credits.received(node.endpoint(), message.cost());
        } else {
            Value value = new Value(message.content(), payload);
            inbox.put(Address.of(message), value, node.endpoint(), step.out());
        }
    }

    private void putOwn(SendCall call) {
        Address address = new Address(call.communicator(), 0, call.tag());
        if (!inbox.hasRoom(address)) {
            step.out().fail(call, new Failure(Failure.Kind.LIMIT, full()));
            return;
        }
        inbox.put(address, call.value(), step.out());
        step.out().complete(call, null);
    }

    private String full() {
        return "receive messages sooner, or raise limits.messages and limits.memoryTotalBytes: rank 0 holds " + room
                + " that wait for receive";
    }

    /** Frees the messages in transit to a departed node. */
    private void drop(PendingDeparture pending) {
        Map<SendCall, Long> calls = inFlight.remove(pending.node().endpoint());
        if (calls != null) {
            calls.keySet()
                    .forEach(call -> fail(
                            pending.node().endpoint(),
                            call,
                            lost(pending.departure().rank())));
        }
        credits.departed(pending.node());
        relay.departed(pending);
    }

    private Map<SendCall, Long> inFlight(int endpoint) {
        return inFlight.computeIfAbsent(endpoint, any -> new LinkedHashMap<>());
    }

    @Override
    public long nextLineNanos() {
        return Math.min(inbox.nextLineNanos(), sendAlarm.nextLineNanos());
    }

    @Override
    public void writeLines(MasterStep now) {
        Call<?> due = inbox.takeLine(now.now());
        if (due instanceof ReceiveCall receive) {
            now.warn(inbox.line(due, 1, now.now()) + "; " + known(inbox.awaitedRank(receive)));
        } else if (due instanceof ReceiveAnyCall any) {
            List<Node> others = others(any.communicator());
            now.warn(inbox.line(due, others.size(), now.now()) + "; " + signs.of(others));
        }
        Map.Entry<SendCall, Long> oldest = oldestSend();
        if (sendAlarm.takeOldest(oldest == null ? Nanos.NEVER : oldest.getValue(), now.now())) {
            int to = oldest.getKey().to();
            now.warn("send to rank " + to + " waits for " + Nanos.text(now.now() - sendAlarm.sinceNanos())
                    + "; its connection takes no more bytes, because it does not read; " + known(to));
        }
    }

    private String known(Node node) {
        return node == null ? "it has departed" : signs.of(List.of(node));
    }

    private String known(int rank) {
        return rank == 0 ? signs.ofRank0() : known(roster.member(rank));
    }

    /** Returns the oldest send of rank 0. The sends to one node are already in the order of their times. */
    private Map.Entry<SendCall, Long> oldestSend() {
        Map.Entry<SendCall, Long> oldest = null;
        for (Map<SendCall, Long> calls : inFlight.values()) {
            if (!calls.isEmpty()) {
                Map.Entry<SendCall, Long> first = calls.entrySet().iterator().next();
                oldest = oldest == null || first.getValue() < oldest.getValue() ? first : oldest;
            }
        }
        return oldest;
    }

    private Failure lost(int rank) {
        return new Failure(
                Failure.Kind.MEMBER_LOST, "rank " + rank + " is not a member in epoch " + membership.epoch());
    }

    private void refuse(Node node, String detail) {
        membership.depart(node, Cause.PROTOCOL, detail, PendingDeparture.ConnectionEnd.FENCED);
    }
}
