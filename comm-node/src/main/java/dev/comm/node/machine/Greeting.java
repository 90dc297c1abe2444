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
import dev.comm.api.frame.Transcript;
import dev.comm.api.machine.Failure;
import dev.comm.api.spi.Entropy;
import java.util.List;

/** The words of one handshake. Every attempt to join draws a new incarnation and a new nonce. */
final class Greeting {
    private static final int NONCE_BYTES = 32;

    private final CommConfig config;
    private final Self self;
    private final Hello hello;

    Greeting(CommConfig config, Self self, Entropy entropy) {
        this.config = config;
        this.self = self;
        this.hello = new Hello(
                FrameHeader.VERSION,
                FrameHeader.VERSION,
                0,
                config.runId().high(),
                config.runId().low(),
                config.rank(),
                entropy.nextLong(),
                false,
                0,
                Bytes.of(entropy.nextBytes(NONCE_BYTES)),
                List.of(config.serializer()));
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
        if (challenge.version() != FrameHeader.VERSION) {
            return Refusal.forGood("the master speaks protocol version " + challenge.version() + ", this node only "
                    + FrameHeader.VERSION + "; use the same version of Comm on all members");
        }
        Refusal secret = checkSecret(challenge);
        if (secret != null) {
            return secret;
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
        if (config.secret() == null) {
            return challenge.proof().length() == 0
                    ? null
                    : Refusal.stranger("the master has a secret and this node has none; give it the run's secret file");
        }
        if (challenge.proof().length() == 0) {
            return Refusal.stranger(
                    "this node has a secret and the master has none; start both with the same secret file");
        }
        return challenge.proof().matches(Transcript.masterProof(config.secret(), hello, challenge))
                ? null
                : Refusal.stranger("the master could not prove that it knows the run's secret; the secret files differ,"
                        + " or something else answers there");
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
        return new Proof(
                config.secret() == null ? Bytes.EMPTY : Transcript.nodeProof(config.secret(), hello, challenge));
    }

    /** The registration. */
    Join join(Times times, long liveNanos) {
        return new Join(
                self.startMillis(),
                liveNanos,
                times.heartbeat(),
                times.dead(),
                config.slots(),
                self.host(),
                self.pid(),
                config.labels(),
                config.minSurvivors(),
                config.onDeadline() == DeadlinePolicy.EXCLUDE,
                config.limits().openCollectives(),
                self.fingerprint(),
                config.types().stream().map(Class::getName).toList());
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

        static Refusal stranger(String detail) {
            return new Refusal(Failure.Kind.UNAUTHENTICATED, detail, true);
        }
    }
}
