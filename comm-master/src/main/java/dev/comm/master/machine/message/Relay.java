package dev.comm.master.machine.message;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.core.machine.UnstoredPayload;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.ClosingConnections;
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

/** The relay of messages between nodes, in order (P1) and within the credit (C2). */
final class Relay {
    private final MasterStep step;
    private final MasterSettings settings;
    private final Roster roster;
    private final Membership membership;
    private final ClosingConnections closing;
    private final Map<Integer, Receiver> receivers = new TreeMap<>();
    /** The credits with requests that wait for a grant. */
    private final Set<Credits> awaited = new LinkedHashSet<>();

    Relay(MasterContext context, Roster roster, Membership membership) {
        this.step = context.step();
        this.settings = context.settings();
        this.closing = context.closing();
        this.roster = roster;
        this.membership = membership;
    }

    /** The credits and the messages in transit to a node. */
    private record Receiver(Credits credits, Set<Relayed> inFlight) {}

    /** The token of a message in transit. The identity distinguishes two tokens with equal contents. */
    private record Relayed(Payload payload, int from, long cost, Object identity) {}

    /**
     * Relays a message to another node. If the receiver has departed, the message is dropped; the sender is informed by
     * the view.
     */
    void received(Node from, Message message, Payload payload) {
        Node target = target(message.to(), message.toIncarnation());
        if (target == null) {
            step.free(payload);
            return;
        }
        long cost = cost(message, payload);
        if (!receiver(target).credits.take(from, cost)) {
            step.free(payload);
            String detail = "it sent rank " + message.to() + " more than the master had given it credit for";
            membership.depart(from, Cause.PROTOCOL, detail, PendingDeparture.ConnectionEnd.FENCED);
        } else {
            send(from, target, message, new Value(message.content(), payload), cost);
        }
    }

    private void send(Node from, Node target, Message message, Value value, long cost) {
        Value readable = target.facts().readable(value);
        if (readable != value) {
            step.free(value.payload());
        }
        Relayed token = new Relayed(readable.payload(), from.endpoint(), cost, new Object());
        receiver(target).inFlight.add(token);
        step.out().send(target.endpoint(), message.withContent(readable.content()), readable.payload(), token);
    }

    /**
     * Returns the cost for the sender. A value that the master could not store has the cost of its announced length.
     */
    private static long cost(Message message, Payload payload) {
        return payload instanceof UnstoredPayload lost
                ? MessageCommand.MESSAGE_BYTES + lost.announcedBytes()
                : message.cost();
    }

    /** Handles a node's request for credit. */
    void asked(Node from, MessageAsk ask) {
        Node target = target(ask.to(), ask.toIncarnation());
        if (target != null) {
            Credits credits = receiver(target).credits;
            credits.ask(from, ask.bytes());
            awaited(credits);
        }
    }

    private Node target(int rank, long incarnation) {
        Node target = rank == 0 ? null : roster.member(rank);
        return target == null || target.incarnation() != incarnation ? null : target;
    }

    private Receiver receiver(Node target) {
        return receivers.computeIfAbsent(target.endpoint(), any -> {
            long patienceNanos = settings.config().timing().dead().toNanos();
            Credits credits = new Credits(step, target, settings.limits().outboundBytes(), patienceNanos);
            return new Receiver(credits, new LinkedHashSet<>());
        });
    }

    private void awaited(Credits credits) {
        if (credits.isAwaited()) {
            awaited.add(credits);
        } else {
            awaited.remove(credits);
        }
    }

    /** Records that the socket took the frame of the token. */
    void sent(int endpoint, Object token) {
        if (!(token instanceof Relayed relayed)) {
            return;
        }
        Receiver receiver = receivers.get(endpoint);
        if (receiver != null && receiver.inFlight.remove(relayed)) {
            step.free(relayed.payload);
            receiver.credits.written(relayed.from, relayed.cost);
            awaited(receiver.credits);
        }
    }

    /** Removes a departed node as sender and receiver. */
    void departed(PendingDeparture pending) {
        int endpoint = pending.node().endpoint();
        for (Receiver receiver : receivers.values()) {
            receiver.credits.departed(pending.node());
            awaited(receiver.credits);
        }
        Receiver receiver = receivers.get(endpoint);
        if (receiver != null) {
            awaited.remove(receiver.credits);
            // The connection may still use the payloads until it is closed.
            if (pending.isOver()) {
                forget(endpoint, receiver);
            } else {
                closing.release(endpoint, () -> forget(endpoint, receiver));
            }
        }
    }

    private void forget(int endpoint, Receiver receiver) {
        receivers.remove(endpoint);
        awaited.remove(receiver.credits);
        for (Relayed relayed : receiver.inFlight) {
            step.free(relayed.payload);
        }
    }

    void onDeadline() {
        for (Credits credits : List.copyOf(awaited)) {
            credits.onDeadline();
            awaited(credits);
        }
    }

    long nextDeadlineNanos() {
        if (awaited.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (Credits credits : awaited) {
            next = Math.min(next, credits.nextDeadlineNanos());
        }
        return next;
    }
}
