package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.core.machine.Event;
import dev.comm.master.machine.admission.FrameRules;
import dev.comm.master.machine.admission.Handshake;
import dev.comm.master.machine.admission.Handshakes;
import dev.comm.master.machine.collective.Collectives;
import dev.comm.master.machine.membership.ClosingConnections;
import dev.comm.master.machine.membership.FailureDetector;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.Roster;
import dev.comm.master.machine.message.Messages;
import dev.comm.master.machine.work.MasterWork;
import java.util.EnumSet;
import java.util.Set;

/**
 * The path of connection events to the parts. An invalid frame closes its connection and affects no other peer (B10).
 */
final class PeerEvents {
    /** The causes that a node may give for an unplanned leave. */
    private static final Set<Cause> UNPLANNED = EnumSet.of(Cause.FAILED, Cause.HUNG, Cause.LOCAL);

    private final MasterStep step;
    private final Roster roster;
    private final Membership membership;
    private final Handshakes handshakes;
    private final ClosingConnections closing;
    private final FailureDetector detector;
    private final Collectives collectives;
    private final Messages messages;
    private final MasterWork work;

    PeerEvents(MasterParts parts) {
        this.step = parts.context().step();
        this.closing = parts.context().closing();
        this.roster = parts.roster();
        this.membership = parts.membership();
        this.handshakes = parts.handshakes();
        this.detector = parts.detector();
        this.collectives = parts.collectives();
        this.messages = parts.messages();
        this.work = parts.work();
    }

    void opened(Event.Opened event) {
        handshakes.opened(event);
    }

    void heard(int endpoint) {
        detector.heard(endpoint);
    }

    void closed(Event.Closed event) {
        closing.closed(event.endpoint());
        Handshake handshake = handshakes.find(event.endpoint());
        Node node = roster.at(event.endpoint());
        if (handshake != null) {
            handshakes.lost(handshake);
        } else if (node != null) {
            boolean isEnd = event.cause() == Event.Closed.Reason.END_OF_STREAM;
            membership.depart(
                    node, isEnd ? Cause.CLOSED : Cause.RESET, event.detail(), PendingDeparture.ConnectionEnd.GONE);
        }
    }

    void violated(int endpoint, String detail) {
        lose(endpoint, Cause.PROTOCOL, detail);
    }

    /** Removes the peer because this process cannot read a payload for it. The peer has done nothing wrong. */
    void unserved(int endpoint, String detail) {
        lose(endpoint, Cause.LOCAL, detail + "; so the master cannot go on with this rank");
    }

    void stalled(int endpoint, String detail) {
        lose(endpoint, Cause.STALLED, detail);
    }

    void received(Event.Received event) {
        Handshake handshake = handshakes.find(event.endpoint());
        if (handshake != null) {
            handshakes.received(handshake, event.command());
            return;
        }
        Node node = roster.at(event.endpoint());
        if (node == null) {
            step.free(event.payload());
            return;
        }
        FrameType type = FrameType.of(event.command());
        if (!FrameRules.allows(node.state(), type)) {
            step.free(event.payload());
            lose(event.endpoint(), Cause.PROTOCOL, "it sent " + type + " while it was " + node.state());
        } else if (event.command().content().hasPayload() != (event.payload() != null)) {
            step.free(event.payload());
            lose(event.endpoint(), Cause.PROTOCOL, "the payload of its " + type + " does not fit its announcement");
        } else if (!node.facts().mayUse(event.command().content())) {
            step.free(event.payload());
            lose(event.endpoint(), Cause.PROTOCOL, "it sent a serialized value without an agreed serializer");
        } else {
            detector.heard(event.endpoint());
            route(node, event.command(), event.payload());
        }
    }

    private void route(Node node, Command command, Payload payload) {
        if (command instanceof Heartbeat heartbeat) {
            node.lives(heartbeat.remainingNanos(), step.now());
            detector.told(node, heartbeat);
        } else if (command instanceof CollectiveCommand collective) {
            collectives.received(node, collective, payload);
        } else if (command instanceof Message message) {
            messages.received(node, message, payload);
        } else if (command instanceof MessageAsk ask) {
            messages.asked(node, ask);
        } else if (command instanceof Result result) {
            work.onResult(node, result, payload, step.now(), step.out());
        } else if (command instanceof Progress progress) {
            work.onProgress(node, progress, step.now(), step.out());
        } else if (command instanceof Serving serving) {
            serving(node, serving);
        } else if (command instanceof Draining draining) {
            draining(node, draining);
        } else if (command instanceof Leave leave) {
            step.free(payload);
            leave(node, leave);
        }
    }

    private void serving(Node node, Serving serving) {
        node.serves(serving.on(), serving.handlers());
        if (serving.on()) {
            collectives.serving(node);
            work.onServing(node, step.now(), step.out());
        } else {
            work.onNotServing(node, step.now(), step.out());
        }
    }

    private void draining(Node node, Draining draining) {
        node.lives(draining.remainingNanos(), step.now());
        node.drains();
        if (node.isMember()) {
            work.onDraining(node, step.now(), step.out());
        }
    }

    private void leave(Node node, Leave leave) {
        if (leave.cause().isPlanned() || UNPLANNED.contains(leave.cause())) {
            membership.depart(node, leave.cause(), leave.detail(), PendingDeparture.ConnectionEnd.GOODBYE);
        } else {
            lose(node.endpoint(), Cause.PROTOCOL, "it sent LEAVE with the cause " + leave.cause());
        }
    }

    private void lose(int endpoint, Cause cause, String detail) {
        Handshake handshake = handshakes.find(endpoint);
        Node node = roster.at(endpoint);
        if (handshake != null) {
            handshakes.violated(handshake, detail);
        } else if (node != null) {
            membership.depart(node, cause, detail, PendingDeparture.ConnectionEnd.FENCED);
        }
    }
}
