package dev.comm.master.machine.admission;

import dev.comm.api.Cause;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.FailureDetector;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.NodeFacts;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.Roster;
import dev.comm.master.machine.membership.RunPhase;
import dev.comm.master.machine.membership.TeamStart;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The part that assigns ranks. It gives each rank to one living incarnation (L1), also for nodes that join later (L2).
 */
public final class Registrar {
    private final MasterStep step;
    private final MasterSettings settings;
    private final AdmissionRules rules;
    private final Roster roster;
    private final Membership membership;
    private final FailureDetector detector;
    private final TeamStart start;
    private BooleanSupplier closing = () -> false;

    public Registrar(
            MasterContext context, Roster roster, Membership membership, FailureDetector detector, TeamStart start) {
        this.step = context.step();
        this.settings = context.settings();
        this.rules = new AdmissionRules(settings);
        this.roster = roster;
        this.membership = membership;
        this.detector = detector;
        this.start = start;
    }

    /** Sets the query that tells whether a shutdown is in progress. */
    public void connect(BooleanSupplier isShuttingDown) {
        closing = isShuttingDown;
    }

    /**
     * Returns the rejection of a node that receives no rank, or null.
     *
     * @param accepted number of other nodes that are accepted and not registered yet
     */
    Rejected refusal(Hello hello, int accepted) {
        if (start.stage() == RunPhase.ENDING || start.stage() == RunPhase.OVER || closing.getAsBoolean()) {
            return new Rejected(Reason.OVER, "the run is over");
        }
        if (start.rejectionOfAll() != null) {
            return start.rejectionOfAll();
        }
        if (roster.count() + accepted >= settings.limits().members() - 1) {
            return new Rejected(
                    Reason.FULL,
                    "raise limits.members: the run has " + settings.limits().members()
                            + " members, which is its limit");
        }
        boolean started = start.stage() == RunPhase.RUNNING;
        boolean mayJoin = settings.config().elastic() || settings.isSpare(hello.rank());
        if (settings.isSpmd() && started && !mayJoin) {
            return new Rejected(
                    Reason.FULL, "set elastic on all members to join after the start: this run has started");
        }
        return refusalOfRank(hello.rank(), settings.isSpmd() && !started);
    }

    /** Records the rejection of a node. If the HELLO asks for a rank, the start may depend on this node. */
    void refused(Hello hello, Rejected rejection) {
        if (rejection.reason() == Reason.OVER) {
            roster.sentAway();
        }
        start.refused(hello.rank(), rejection);
    }

    /** Sends ACCEPTED to a node. The node has no place in the run before its first HEARTBEAT. */
    void accept(Handshake handshake, Join join) {
        Join agreed = agreed(join);
        step.out().send(handshake.endpoint(), new Accepted(detector.beatNanos(agreed), detector.deadNanos(agreed)));
    }

    private Join agreed(Join join) {
        return join.toBuilder().deadNanos(rules.deadNanos(join)).build();
    }

    /**
     * Registers an accepted node. Its HEARTBEAT shows that the node has read ACCEPTED and still waits for its place.
     */
    void register(Handshake handshake) {
        Hello hello = handshake.hello();
        Join join = agreed(handshake.join());
        replace(hello.rank(), handshake.peer());
        NodeFacts facts = new NodeFacts(
                join.host(),
                join.pid(),
                handshake.peer(),
                join.startMillis(),
                join.slots(),
                join.labels(),
                handshake.serializer());
        Node node =
                new Node(handshake.endpoint(), rankOf(hello.rank()), hello.incarnation(), facts, stateOf(hello.rank()));
        node.lives(handshake.heartbeat().remainingNanos(), step.now());
        roster.add(node);
        detector.watch(node, join);
        place(node);
    }

    /** Returns the rank of a new node. A node without a rank gets it at the start or at an admit of an SPMD run. */
    private int rankOf(int asked) {
        if (asked > 0 || settings.isSpmd()) {
            return asked;
        }
        return settings.isSpare(asked) ? roster.lowestLost(settings.config().size()) : roster.lowestFree();
    }

    private Node.State stateOf(int asked) {
        boolean isForStart = start.stage() == RunPhase.GATHERING && !settings.isSpare(asked);
        return settings.isSpmd() && !isForStart ? Node.State.LOBBY : Node.State.REGISTERED;
    }

    private void place(Node node) {
        if (node.state() == Node.State.LOBBY) {
            step.info(node + " waits in the lobby for an admit");
        } else if (start.stage() == RunPhase.GATHERING) {
            start.registered();
        } else {
            membership.enter(List.of(node), Value.NONE);
        }
    }

    private void replace(int rank, String peer) {
        Node older = roster.living(rank);
        if (rank > 0 && older != null) {
            membership.depart(
                    older,
                    Cause.REPLACED,
                    "a process from " + peer + " took its rank",
                    PendingDeparture.ConnectionEnd.FENCED);
            membership.flush();
        }
    }

    private Rejected refusalOfRank(int rank, boolean gathering) {
        int size = settings.config().size();
        if (rank < 0) {
            return gathering && !settings.isSpare(rank) && roster.waitingCount() >= size - 1
                    ? new Rejected(Reason.FULL, "all " + size + " ranks are taken")
                    : null;
        }
        int last = gathering ? size - 1 : settings.limits().members() - 1;
        if (rank == 0 || rank > last) {
            return new Rejected(Reason.RANK, "nodes have ranks 1 to " + last + ", not " + rank);
        }
        Node older = roster.living(rank);
        if (older != null && settings.config().onDuplicate() == DuplicatePolicy.REJECT) {
            return new Rejected(
                    Reason.RANK,
                    "start each rank once: rank " + rank + " lives already at "
                            + older.facts().host() + " (" + older.facts().peer() + ")");
        }
        if (older == null && gathering && roster.waitingCount() >= size - 1) {
            return new Rejected(Reason.FULL, "all " + size + " ranks are taken");
        }
        return null;
    }
}
