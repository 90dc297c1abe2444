package dev.comm.node.machine;

import dev.comm.api.CommConfig;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.RunId;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.FrameHeader;
import dev.comm.api.frame.HandshakeCommand.Challenge;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.frame.HandshakeCommand.Join;
import dev.comm.api.frame.HandshakeCommand.Proof;
import dev.comm.api.frame.HandshakeCommand.Rejected;
import dev.comm.api.frame.Transcript;
import dev.comm.api.machine.Failure;
import dev.comm.api.spi.Entropy;
import java.util.List;

/** The words of one handshake. Every attempt to join draws a new incarnation and a new nonce. */
final class Greeting {
    private static final int NONCE_BYTES = 32;

    private final CommConfig config;
    private final Self self;
    private final Bytes binding;
    private final Hello hello;

    /**
     * The words for a new connection.
     *
     * @param binding what ties the proofs to the connection's encrypted channel; empty without encryption
     */
    Greeting(CommConfig config, Self self, Entropy entropy, Bytes binding) {
        this.config = config;
        this.self = self;
        this.binding = binding;
        long incarnation = entropy.nextLong();
        Bytes nonce = Bytes.of(entropy.nextBytes(NONCE_BYTES));
        this.hello = Hello.of(config.rank(), incarnation, nonce, List.of(config.serializer())).toBuilder()
                .run(config.runId().high(), config.runId().low())
                .build();
    }

    /** The number of this life. */
    long incarnation() {
        return hello.incarnation();
    }

    /** The first frame. */
    Hello hello() {
        return hello;
    }

    /**
     * Checks what the master chose and who it is.
     *
     * @return why this node cannot go on, or null
     */
    Refusal check(Challenge challenge) {
        // First: what somebody says who has proved nothing is no reason to give up.
        Refusal secret = checkSecret(challenge);
        if (secret != null) {
            return secret;
        }
        if (challenge.version() != FrameHeader.VERSION) {
            return Refusal.forGood("the master speaks protocol version " + challenge.version() + ", this node only "
                    + FrameHeader.VERSION + "; use the same version of Comm on all members");
        }
        if (!config.runId().equals(RunId.ANY) && !isSameRun(challenge)) {
            return Refusal.forNow("the master there belongs to run " + runOf(challenge) + ", this node to run "
                    + config.runId() + "; is an older run still up on that port?");
        }
        if (!challenge.serializer().isEmpty() && !challenge.serializer().equals(config.serializer())) {
            return Refusal.forGood("the master chose the serializer '" + challenge.serializer() + "', this node has '"
                    + config.serializer() + "'; configure the same one on all members");
        }
        return null;
    }

    private Refusal checkSecret(Challenge challenge) {
        if (!hasSecret()) {
            return challenge.proof().length() == 0
                    ? null
                    : Refusal.unauthenticated(
                            "the master has a secret and this node has none; give it the run's secret file", true);
        }
        if (challenge.proof().length() == 0) {
            return Refusal.unauthenticated(
                    "this node has a secret and the master there has none; start both with the same secret file",
                    false);
        }
        return said(challenge).proved(config.secrets()) != null
                ? null
                : Refusal.unauthenticated(
                        "the master there could not prove that it knows the run's secret; the secret files differ,"
                                + " or something else answers there",
                        false);
    }

    private boolean hasSecret() {
        return !config.secrets().isEmpty();
    }

    private Transcript said(Challenge challenge) {
        return new Transcript(hello, challenge, binding);
    }

    /**
     * What a refusal by the master means for this node.
     *
     * @param state how far the handshake was; before the challenge was checked the master has proved nothing
     * @param wasAccepted whether this node was registered before, so that its own earlier life may be in the way
     */
    Refusal judge(Rejected rejected, SessionState state, boolean wasAccepted) {
        String detail = "the master refused this node (" + rejected.reason() + "): " + rejected.detail();
        if (rejected.reason() == Rejected.Reason.AUTHENTICATION) {
            return Refusal.unauthenticated(detail, !hasSecret());
        }
        if (hasSecret() && state == SessionState.GREETED) {
            return Refusal.forNow(detail + " (who says so did not prove that it is the master)");
        }
        return switch (rejected.reason()) {
            // An older run may still hold the port.
            case RUN -> Refusal.forNow(detail);
            // Our own earlier connection may not have been buried yet.
            case RANK -> wasAccepted ? Refusal.forNow(detail) : Refusal.forGood(detail);
            default -> Refusal.forGood(detail);
        };
    }

    private boolean isSameRun(Challenge challenge) {
        return challenge.runHigh() == config.runId().high()
                && challenge.runLow() == config.runId().low();
    }

    private static RunId runOf(Challenge challenge) {
        return new RunId(challenge.runHigh(), challenge.runLow());
    }

    /** The answer to a challenge that passed the check. */
    Proof proof(Challenge challenge) {
        if (!hasSecret()) {
            return new Proof(Bytes.EMPTY);
        }
        Transcript said = said(challenge);
        return new Proof(said.nodeProof(said.proved(config.secrets())));
    }

    /** The registration. */
    Join join(Times times, long liveNanos) {
        int window = config.limits().openCollectives();
        return Join.of(times.heartbeat(), times.dead(), window).toBuilder()
                .startMillis(self.startMillis())
                .liveNanos(liveNanos)
                .slots(config.slots())
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
     * Why a handshake did not succeed.
     *
     * @param kind the failure, if it is final
     * @param isFinal whether trying again is useless
     */
    record Refusal(Failure.Kind kind, String detail, boolean isFinal) {
        static Refusal forNow(String detail) {
            return new Refusal(Failure.Kind.NOT_ADMITTED, detail, false);
        }

        static Refusal forGood(String detail) {
            return new Refusal(Failure.Kind.NOT_ADMITTED, detail, true);
        }

        /** Somebody there does not share the secret: perhaps not the master, and the master may come yet. */
        static Refusal unauthenticated(String detail, boolean isFinal) {
            return new Refusal(Failure.Kind.UNAUTHENTICATED, detail, isFinal);
        }
    }
}
