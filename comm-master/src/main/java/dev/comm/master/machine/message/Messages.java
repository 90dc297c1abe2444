package dev.comm.master.machine.message;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.MessageInbox;
import dev.comm.core.machine.MessageQuota;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.DepartureHook;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.Roster;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Relays messages between nodes, and sends and receives those of rank 0 (P1). */
public final class Messages implements DepartureHook {
    private final MasterStep step;
    private final MasterSettings settings;
    private final Roster roster;
    private final Membership membership;
    private final MessageQuota room;
    private final MessageInbox inbox;
    private final Relay relay;
    private final Map<Integer, Set<SendCall>> inFlight = new TreeMap<>();
    private Failure ended;

    public Messages(MasterContext context, Roster roster, Membership membership) {
        this.step = context.step();
        this.settings = context.settings();
        this.roster = roster;
        this.membership = membership;
        this.room = MessageQuota.of(settings.limits());
        this.inbox = new MessageInbox(room);
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
        relay.asked(node, ask);
    }

    /** Sends a message of rank 0. */
    public void send(SendCall call) {
        int to = call.to();
        Node node = roster.member(to);
        if (ended != null) {
            step.out().fail(call, ended);
        } else if (to == 0) {
            putOwn(call);
        } else if (node == null) {
            step.out().fail(call, lost(to));
        } else {
            Value value = call.value();
            Message message =
                    new Message(call.tag(), 0, settings.incarnation(), to, node.incarnation(), value.content());
            inFlight(node.endpoint()).add(call);
            step.out().send(node.endpoint(), message, value.payload(), call);
        }
    }

    /** Receives for rank 0: a waiting message, a future one, or the loss of the sender. */
    public void receive(ReceiveCall call) {
        if (inbox.take(call, step.out())) {
            return;
        }
        if (ended != null) {
            step.out().fail(call, ended);
        } else if (call.from() != 0 && roster.member(call.from()) == null) {
            step.out().fail(call, lost(call.from()));
        } else {
            inbox.await(call, incarnation(call.from()), step.after(call.timeoutNanos()));
        }
    }

    private long incarnation(int rank) {
        return rank == 0 ? settings.incarnation() : roster.member(rank).incarnation();
    }

    /** The socket took what the token stands for. */
    public void sent(int endpoint, Object token) {
        if (!(token instanceof SendCall call)) {
            relay.sent(endpoint, token);
            return;
        }
        Set<SendCall> calls = inFlight.get(endpoint);
        if (calls != null && calls.remove(call)) {
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
            inbox.end(departure.rank(), departure.incarnation(), lost(departure.rank()), step.out());
            if (pending.node() != null) {
                drop(pending);
            }
        }
    }

    public void onDeadline() {
        inbox.onDeadline(step.now(), step.out());
        relay.onDeadline();
    }

    public long nextDeadlineNanos() {
        return Math.min(inbox.nextDeadlineNanos(), relay.nextDeadlineNanos());
    }

    /** Ends all calls after rank 0 has left. */
    public void end(Failure failure) {
        ended = failure;
        inbox.endAll(failure, step.out());
        inFlight.values().forEach(calls -> calls.forEach(call -> step.out().fail(call, failure)));
        inFlight.clear();
    }

    private void deliver(Node node, Message message, Payload payload) {
        if (message.toIncarnation() != settings.incarnation() || ended != null) {
            step.free(payload);
        } else if (inbox.hasRoom(message.from(), message.tag())) {
            inbox.put(message.from(), message.tag(), new Value(message.content(), payload), step.out());
        } else {
            step.free(payload);
            refuse(node, full());
        }
    }

    private void putOwn(SendCall call) {
        if (!inbox.hasRoom(0, call.tag())) {
            step.out().fail(call, new Failure(Failure.Kind.LIMIT, full()));
            return;
        }
        inbox.put(0, call.tag(), call.value(), step.out());
        step.out().complete(call, null);
    }

    private String full() {
        return "receive messages sooner, or raise limits.messages and limits.memoryTotalBytes: rank 0 holds " + room
                + " that wait for receive";
    }

    /** Frees the messages in transit to a departed node. */
    private void drop(PendingDeparture pending) {
        Set<SendCall> calls = inFlight.remove(pending.node().endpoint());
        if (calls != null) {
            calls.forEach(call -> step.out().fail(call, lost(pending.departure().rank())));
        }
        relay.departed(pending);
    }

    private Set<SendCall> inFlight(int endpoint) {
        return inFlight.computeIfAbsent(endpoint, any -> new LinkedHashSet<>());
    }

    private Failure lost(int rank) {
        return new Failure(
                Failure.Kind.MEMBER_LOST, "rank " + rank + " is not a member in epoch " + membership.epoch());
    }

    private void refuse(Node node, String detail) {
        membership.depart(node, Cause.PROTOCOL, detail, PendingDeparture.ConnectionEnd.FENCED);
    }
}
