package dev.comm.node.machine.membership;

import dev.comm.api.CommConfig;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.RunId;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
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

    /** The incarnation of this attempt. */
    long incarnation() {
        return hello.incarnation();
    }

    /** The HELLO of this attempt. */
    Hello hello() {
        return hello;
    }

    /**
     * Checks the choices and the proof of the master.
     *
     * @return the reason why this node cannot continue, or null
     */
    JoinRefusal check(Challenge challenge) {
        // First, because the choices of an unauthenticated peer are no reason to give up.
        JoinRefusal secret = checkSecret(challenge);
        if (secret != null) {
            return secret;
        }
        if (challenge.version() != FrameHeader.VERSION) {
            return JoinRefusal.forGood("use the same version of Comm on all members: the master has protocol version "
                    + challenge.version() + ", this node " + FrameHeader.VERSION);
        }
        if (!config.runId().equals(RunId.ANY) && !isSameRun(challenge)) {
            return JoinRefusal.forNow("check for an older run on that port: the master there belongs to run "
                    + runOf(challenge) + ", this node to run " + config.runId());
        }
        if (!challenge.serializer().isEmpty() && !challenge.serializer().equals(config.serializer())) {
            return JoinRefusal.forGood("configure the same serializer on all members: the master chose '"
                    + challenge.serializer() + "', this node has '" + config.serializer() + "'");
        }
        return null;
    }

    private JoinRefusal checkSecret(Challenge challenge) {
        if (!hasSecret()) {
            return challenge.proof().length() == 0
                    ? null
                    : JoinRefusal.unauthenticated(
                            "give this node the secret file of the run: the master has a secret, this node none", true);
        }
        if (challenge.proof().length() == 0) {
            return JoinRefusal.unauthenticated(
                    "start both with the same secret file: this node has a secret and the master there has none",
                    false);
        }
        return said(challenge).proved(config.secrets()) != null
                ? null
                : JoinRefusal.unauthenticated(
                        "compare the secret files: the master there could not prove that it knows the run's secret;"
                                + " the files differ, or another program answers there",
                        false);
    }

    private boolean hasSecret() {
        return !config.secrets().isEmpty();
    }

    private Transcript said(Challenge challenge) {
        return new Transcript(hello, challenge, binding);
    }

    /**
     * Judges a rejection by the master.
     *
     * @param state state of the handshake; before a valid challenge the master is not authenticated
     * @param wasAccepted whether this node was registered before, so its own earlier incarnation may still have the
     *     rank
     */
    JoinRefusal judge(Rejected rejected, SessionState state, boolean wasAccepted) {
        String detail = rejected.detail() + "; the master rejected this node (" + rejected.reason() + ")";
        if (rejected.reason() == Rejected.Reason.AUTHENTICATION) {
            return JoinRefusal.unauthenticated(detail, !hasSecret());
        }
        if (hasSecret() && state == SessionState.GREETED) {
            return JoinRefusal.forNow(detail + " (the sender did not prove that it is the master)");
        }
        return switch (rejected.reason()) {
            // An older run may still hold the port.
            case RUN -> JoinRefusal.forNow(detail);
            // The master may not have noticed the end of our earlier connection yet.
            case RANK -> wasAccepted ? JoinRefusal.forNow(detail) : JoinRefusal.forGood(detail);
            default -> JoinRefusal.forGood(detail);
        };
    }

    private boolean isSameRun(Challenge challenge) {
        return challenge.runHigh() == config.runId().high()
                && challenge.runLow() == config.runId().low();
    }

    private static RunId runOf(Challenge challenge) {
        return new RunId(challenge.runHigh(), challenge.runLow());
    }

    /** The PROOF for a checked challenge. */
    Proof proof(Challenge challenge) {
        if (!hasSecret()) {
            return new Proof(Bytes.EMPTY);
        }
        Transcript said = said(challenge);
        return new Proof(said.nodeProof(said.proved(config.secrets())));
    }

    /** The JOIN of this node. */
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
     * @param isFinal whether another attempt is useless
     */
    record JoinRefusal(Failure.Kind kind, String detail, boolean isFinal) {
        static JoinRefusal forNow(String detail) {
            return new JoinRefusal(Failure.Kind.NOT_ADMITTED, detail, false);
        }

        static JoinRefusal forGood(String detail) {
            return new JoinRefusal(Failure.Kind.NOT_ADMITTED, detail, true);
        }

        /** Creates the refusal of a peer without the secret, which may not be the master; the master may still come. */
        static JoinRefusal unauthenticated(String detail, boolean isFinal) {
            return new JoinRefusal(Failure.Kind.UNAUTHENTICATED, detail, isFinal);
        }
    }
}
