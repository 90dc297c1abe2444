package dev.comm.node.machine.membership;

import dev.comm.api.CommConfig;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.Member;
import dev.comm.api.RunId;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Failure;
import java.util.List;

/** The frames of one handshake. Every attempt to join draws a new incarnation and a new nonce. */
final class HandshakeFrames {
    private static final int NONCE_BYTES = 32;

    private final CommConfig config;
    private final NodeIdentity self;
    private final Bytes binding;
    private final Hello hello;
    private Transcript said;
    private Proof proof;

    /**
     * Creates the handshake of a new connection.
     *
     * @param binding channel binding of the proofs; empty without encryption
     */
    HandshakeFrames(CommConfig config, NodeIdentity self, Entropy entropy, Bytes binding) {
        this.config = config;
        this.self = self;
        this.binding = binding;
        long incarnation = entropy.nextLong();
        Bytes nonce = Bytes.of(entropy.nextBytes(NONCE_BYTES));
        this.hello = Hello.of(config.rank(), incarnation, nonce, List.of(config.serializer())).toBuilder()
                .run(config.runId().high(), config.runId().low())
                .build();
    }

    /** Returns the incarnation of this attempt. */
    long incarnation() {
        return hello.incarnation();
    }

    /** Returns the HELLO of this attempt. */
    Hello hello() {
        return hello;
    }

    /**
     * Checks the frames of an unauthenticated master.
     *
     * @return the reason why this node cannot continue, or null
     */
    JoinRefusal check(Challenge challenge) {
        String problem = null;
        if (challenge.version() != FrameHeader.VERSION) {
            problem = "use the same version of Comm on all members: the master has protocol version "
                    + challenge.version() + ", this node " + FrameHeader.VERSION;
        } else if ((challenge.features() & ~hello.features()) != 0) {
            problem = "check that it is a Comm master: it chose features that this node did not offer";
        } else if (challenge.nonce().length() != NONCE_BYTES) {
            problem = "check that it is a Comm master: its nonce has "
                    + challenge.nonce().length() + " bytes, not " + NONCE_BYTES;
        }
        if (problem == null) {
            return null;
        }
        // An unauthenticated peer must not make this node give up.
        return hasSecret() ? JoinRefusal.forNow(problem) : JoinRefusal.forGood(problem);
    }

    /**
     * Checks the choices and the proof of the master.
     *
     * @return the reason why this node cannot continue, or null
     */
    JoinRefusal check(MasterProof master) {
        if (!isProved(master)) {
            return JoinRefusal.unauthenticated(
                    "compare the secret files: the master there could not prove that it knows the run's secret;"
                            + " another program answers there",
                    false);
        }
        RunId run = new RunId(master.runHigh(), master.runLow());
        if (!config.runId().equals(RunId.ANY) && !config.runId().equals(run)) {
            return JoinRefusal.forNow("check for an older run on that port: the master there belongs to run " + run
                    + ", this node to run " + config.runId());
        }
        if (!master.serializer().isEmpty() && !master.serializer().equals(config.serializer())) {
            return JoinRefusal.forGood("configure the same serializer on all members: the master chose '"
                    + master.serializer() + "', this node has '" + config.serializer() + "'");
        }
        return null;
    }

    private boolean isProved(MasterProof master) {
        return hasSecret()
                ? said.isMaster(config.secrets(), proof, master)
                : master.proof().length() == 0;
    }

    /** Returns whether this node has a secret, so that the master must prove itself. */
    boolean hasSecret() {
        return !config.secrets().isEmpty();
    }

    /** Returns the error in an ACCEPTED, or null. */
    String violation(Accepted accepted, NodeTimes times) {
        boolean isSane =
                accepted.heartbeatNanos() >= times.heartbeat() && accepted.heartbeatNanos() < accepted.deadNanos();
        return isSane
                ? null
                : "check that it is a Comm master: it agreed to a heartbeat of " + accepted.heartbeatNanos()
                        + " ns and a dead timeout of " + accepted.deadNanos() + " ns";
    }

    /** Returns the error in a WELCOME, or null. */
    String violation(Welcome welcome) {
        boolean isSane = welcome.rank() > 0
                && welcome.rank() < welcome.size()
                && hasMember(welcome, 0)
                && welcome.members().stream().anyMatch(member -> isSelf(member, welcome.rank()));
        return isSane
                ? null
                : "check that it is a Comm master: it welcomed this node as rank " + welcome.rank() + " of "
                        + welcome.size() + " ranks into a view that lacks this node or the master";
    }

    private static boolean hasMember(Welcome welcome, int rank) {
        return welcome.members().stream().anyMatch(member -> member.rank() == rank);
    }

    private boolean isSelf(Member member, int rank) {
        return member.rank() == rank && member.incarnation() == incarnation();
    }

    /**
     * Judges a rejection by the master.
     *
     * @param state state of the handshake. Before MASTER_PROOF the master is not authenticated
     * @param wasAccepted whether this node was registered before, so that the rank may still belong to its earlier
     *     incarnation
     */
    JoinRefusal judge(Rejected rejected, SessionState state, boolean wasAccepted) {
        String detail = rejected.detail() + "; the master rejected this node (" + rejected.reason() + ")";
        if (rejected.reason() == Rejected.Reason.AUTHENTICATION) {
            return JoinRefusal.unauthenticated(detail, !hasSecret());
        }
        if (hasSecret() && (state == SessionState.GREETED || state == SessionState.PROVING)) {
            return JoinRefusal.forNow(detail + " (the sender did not prove that it is the master)");
        }
        return switch (rejected.reason()) {
            // An older run may still hold the port.
            case RUN -> JoinRefusal.forNow(detail);
            case OVER -> config.spares() > 0 ? JoinRefusal.notNeeded(rejected.detail()) : JoinRefusal.forGood(detail);
            // The master may not have noticed yet that our earlier connection ended.
            case RANK -> wasAccepted ? JoinRefusal.forNow(detail) : JoinRefusal.forGood(detail);
            default -> JoinRefusal.forGood(detail);
        };
    }

    /**
     * Creates the PROOF for a checked challenge. It has one proof for each secret, because the node does not know which
     * secret the master uses.
     */
    Proof proof(Challenge challenge) {
        said = new Transcript(hello, challenge, binding);
        proof = new Proof(said.nodeProofs(config.secrets()));
        return proof;
    }

    /** Returns the JOIN of this node. */
    Join join(NodeTimes times, long liveNanos) {
        int window = config.limits().openCollectives();
        return Join.of(times.heartbeat(), times.dead(), window).toBuilder()
                .startMillis(self.startMillis())
                .liveNanos(liveNanos)
                .slots(config.slots())
                .size(config.size())
                .host(self.host())
                .pid(self.pid())
                .labels(config.labels())
                .minSurvivors(config.minSurvivors())
                .exclude(config.onDeadline() == DeadlinePolicy.EXCLUDE)
                .fingerprint(self.fingerprint())
                .types(config.types().stream().map(Class::getName).toList())
                .build();
    }

    /**
     * The reason of a failed handshake.
     *
     * @param kind kind of failure, if it is final
     * @param isFinal whether another attempt would be useless
     */
    record JoinRefusal(Failure.Kind kind, String detail, boolean isFinal) {
        static JoinRefusal forNow(String detail) {
            return new JoinRefusal(Failure.Kind.NOT_ADMITTED, detail, false);
        }

        static JoinRefusal forGood(String detail) {
            return new JoinRefusal(Failure.Kind.NOT_ADMITTED, detail, true);
        }

        /** Creates the refusal of a run that ended without this process, although it kept spares. */
        static JoinRefusal notNeeded(String detail) {
            return new JoinRefusal(Failure.Kind.CLOSED, "this spare was not needed: " + detail, true);
        }

        /**
         * Creates the refusal of a peer that has not proved the secret. This peer may not be the master, and the master
         * may still answer later.
         */
        static JoinRefusal unauthenticated(String detail, boolean isFinal) {
            return new JoinRefusal(Failure.Kind.UNAUTHENTICATED, detail, isFinal);
        }
    }
}
