package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.frame.NoteCommand.Note;
import dev.comm.api.frame.NoteCommand.NoteAsk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Messages from node to node on their way through the master: in order (P1), and never more than fit (C2). */
final class Relay {
    private final Turn turn;
    private final MasterSettings settings;
    private final Roster roster;
    private final Membership membership;
    private final Farewells farewells;
    private final Map<Integer, Receiver> receivers = new TreeMap<>();
    /** Those at which senders wait in line. */
    private final Set<Credits> awaited = new LinkedHashSet<>();

    Relay(Common common, Roster roster, Membership membership) {
        this.turn = common.turn();
        this.settings = common.settings();
        this.farewells = common.farewells();
        this.roster = roster;
        this.membership = membership;
    }

    /** What is on its way to a node. */
    private record Receiver(Credits credits, Set<Relayed> inFlight) {}

    /** Token: a message on its way to another node; the identity keeps two equal ones apart. */
    private record Relayed(Payload payload, int from, long cost, Object identity) {}

    /** A message for another node; one for a node that is gone is lost, as its sender will hear. */
    void received(Node from, Note note, Payload payload) {
        Node target = target(note.to(), note.toIncarnation());
        if (target == null) {
            turn.free(payload);
        } else if (!receiver(target).credits.take(from, note.cost())) {
            turn.free(payload);
            String detail = "it sent rank " + note.to() + " more than the master had given it credit for";
            membership.depart(from, Cause.PROTOCOL, detail, Parting.Ending.FENCED);
        } else {
            Relayed token = new Relayed(payload, from.endpoint(), note.cost(), new Object());
            receiver(target).inFlight.add(token);
            turn.out().send(target.endpoint(), note, payload, token);
        }
    }

    /** A node has more messages for another than it has credit for. */
    void asked(Node from, NoteAsk ask) {
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
            Credits credits = new Credits(turn, target, settings.limits().outboundBytes(), patienceNanos);
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

    /** The socket took what the token stands for. */
    void sent(int endpoint, Object token) {
        if (!(token instanceof Relayed relayed)) {
            return;
        }
        Receiver receiver = receivers.get(endpoint);
        if (receiver != null && receiver.inFlight.remove(relayed)) {
            turn.free(relayed.payload);
            receiver.credits.written(relayed.from, relayed.cost);
            awaited(receiver.credits);
        }
    }

    /** A node is gone: nobody waits for it, and it takes no room any more. */
    void departed(Parting parting) {
        int endpoint = parting.node().endpoint();
        for (Receiver receiver : receivers.values()) {
            receiver.credits.departed(parting.node());
            awaited(receiver.credits);
        }
        Receiver receiver = receivers.get(endpoint);
        if (receiver != null) {
            awaited.remove(receiver.credits);
            // The connection may still read them until it is closed.
            if (parting.isOver()) {
                forget(endpoint, receiver);
            } else {
                farewells.release(endpoint, () -> forget(endpoint, receiver));
            }
        }
    }

    private void forget(int endpoint, Receiver receiver) {
        receivers.remove(endpoint);
        awaited.remove(receiver.credits);
        for (Relayed relayed : receiver.inFlight) {
            turn.free(relayed.payload);
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
