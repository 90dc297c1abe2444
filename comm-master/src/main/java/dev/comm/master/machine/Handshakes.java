package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.RunId;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.FrameHeader;
import dev.comm.api.frame.FrameType;
import dev.comm.api.frame.HandshakeCommand.Challenge;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.frame.HandshakeCommand.Join;
import dev.comm.api.frame.HandshakeCommand.Proof;
import dev.comm.api.frame.HandshakeCommand.Rejected;
import dev.comm.api.frame.MembershipCommand;
import dev.comm.api.frame.Transcript;
import dev.comm.api.machine.Event;
import dev.comm.api.machine.Nanos;
import dev.comm.api.spi.Entropy;

/**
 * Connections that have not proved who they are. Each has one total deadline; above the limit the oldest goes. Nothing
 * a stranger does delays or harms anybody else (L1, B10).
 */
final class Handshakes {
    private static final int NONCE_BYTES = 32;
    private static final Rejected NOT_PROVED = new Rejected(
            Rejected.Reason.AUTHENTICATION, "authentication failed: give all members of the run the same secret");

    private final Turn turn;
    private final MasterSettings settings;
    private final Entropy entropy;
    private final Credentials credentials;
    private final Admission admission;
    private final Registrar registrar;
    private final Offenders offenders;
    private final Waiting waiting;
    private final FailedProofs failed;

    Handshakes(Common common, Entropy entropy, Credentials credentials, Registrar registrar) {
        this.turn = common.turn();
        this.settings = common.settings();
        this.offenders = common.offenders();
        this.entropy = entropy;
        this.credentials = credentials;
        this.admission = new Admission(settings);
        this.registrar = registrar;
        this.waiting = new Waiting(settings.limits().handshakes());
        this.failed = new FailedProofs(turn, entropy);
    }

    /** The pending handshake of an endpoint, or null. */
    Handshake find(int endpoint) {
        return waiting.find(endpoint);
    }

    void opened(Event.Opened event) {
        long deadline = Nanos.after(turn.awake(), settings.handshakeNanos());
        Handshake handshake = new Handshake(event.endpoint(), event.peer(), event.binding(), deadline);
        Handshake surplus = waiting.surplus(handshake.address());
        if (surplus != null) {
            drop(surplus, "too many connections wait for their handshake, and this is the oldest");
        }
        waiting.add(handshake);
    }

    /** The peer went. */
    void lost(Handshake handshake) {
        String why = whyGone(handshake);
        boolean isNew = !isRefused(handshake);
        forget(handshake);
        if (isNew) {
            offenders.refused(handshake.peer(), why);
        }
    }

    private static boolean isRefused(Handshake handshake) {
        return handshake.state() == Handshake.State.FAILED || handshake.state() == Handshake.State.ANSWERED;
    }

    private String whyGone(Handshake handshake) {
        if (handshake.state() != Handshake.State.AWAIT_PROOF) {
            return "it went away before it was a member";
        }
        if (handshake.difference() != null) {
            return "it went away after the challenge: " + handshake.difference().detail();
        }
        return credentials.areNeeded()
                ? "it went away after the challenge: its secret is probably not the master's; give all members the same"
                : "it went away after the challenge; if it has a secret, give the master the same";
    }

    void violated(Handshake handshake, String reason) {
        drop(handshake, reason);
    }

    void received(Handshake handshake, Command command) {
        if (handshake.state() == Handshake.State.ANSWERED) {
            return; // it is being closed, and nothing that was still on its way counts
        }
        if (!FrameRules.allows(handshake.state(), FrameType.of(command))) {
            drop(handshake, FrameType.of(command) + " came while in " + handshake.state());
        } else if (command instanceof Hello hello) {
            hello(handshake, hello);
        } else if (command instanceof Proof proof) {
            proof(handshake, proof);
        } else if (command instanceof Join join && handshake.state() == Handshake.State.AWAIT_JOIN) {
            join(handshake, join);
        }
    }

    void onDeadline() {
        failed.onDeadline();
        for (Handshake due = failed.takeDue(); due != null; due = failed.takeDue()) {
            answer(due, NOT_PROVED);
        }
        Handshake oldest = waiting.oldest();
        while (oldest != null && oldest.deadlineNanos() <= turn.awake()) {
            drop(
                    oldest,
                    "no handshake within "
                            + settings.config().timing().handshake().toMillis() + " ms");
            oldest = waiting.oldest();
        }
    }

    long nextDeadlineNanos() {
        Handshake oldest = waiting.oldest();
        long next = oldest == null ? Long.MAX_VALUE : turn.ofAwake(oldest.deadlineNanos());
        return Math.min(next, failed.nextDeadlineNanos());
    }

    /** How much is remembered of strangers. */
    int remembered() {
        return waiting.size() + waiting.addresses() + failed.remembered();
    }

    private void hello(Handshake handshake, Hello hello) {
        if (hello.nonce().length() != NONCE_BYTES) {
            drop(
                    handshake,
                    "a nonce has " + NONCE_BYTES + " bytes, not "
                            + hello.nonce().length());
            return;
        }
        Rejected refusal = admission.refusal(hello);
        if (refusal != null) {
            reject(handshake, refusal);
            return;
        }
        Challenge bare = challenge(hello, Bytes.EMPTY, Bytes.of(entropy.nextBytes(NONCE_BYTES)));
        Transcript said = new Transcript(hello, bare, handshake.binding());
        Challenge full = challenge(hello, credentials.prove(said), bare.nonce());
        handshake.challenged(hello, full, admission.difference(hello));
        turn.out().send(handshake.endpoint(), full);
    }

    private Challenge challenge(Hello hello, Bytes proof, Bytes nonce) {
        RunId run = settings.runId();
        String serializer = admission.serializer(hello);
        return new Challenge(FrameHeader.VERSION, 0, run.high(), run.low(), settings.term(), nonce, serializer, proof);
    }

    private void proof(Handshake handshake, Proof proof) {
        if (!credentials.accepts(handshake.transcript(), proof.proof())) {
            failed(handshake);
        } else if (handshake.difference() != null) {
            reject(handshake, handshake.difference());
        } else if (handshake.hello().resume()) {
            fence(handshake);
        } else {
            handshake.proved();
            turn.out().authenticated(handshake.endpoint());
        }
    }

    private void join(Handshake handshake, Join join) {
        if (join.slots() < 1 || join.heartbeatNanos() <= 0 || join.deadNanos() <= 0) {
            drop(handshake, "it joins with slots, heartbeat or dead timeout that are not positive");
            return;
        }
        Rejected refusal = admission.refusal(handshake.hello(), join);
        if (refusal == null) {
            refusal = registrar.refusal(handshake.hello());
        }
        if (refusal != null) {
            reject(handshake, refusal);
            return;
        }
        forget(handshake);
        registrar.register(handshake, join);
    }

    private void fence(Handshake handshake) {
        String detail = "this master keeps no lost connections: join anew";
        answer(handshake, new MembershipCommand.Fenced(Cause.CLOSED, registrar.epoch(), detail));
    }

    private void failed(Handshake handshake) {
        if (failed.add(handshake)) {
            handshake.failed();
            offenders.refused(handshake.peer(), NOT_PROVED.detail());
        } else {
            drop(handshake, NOT_PROVED.detail() + " (too often: without an answer)");
        }
    }

    private void reject(Handshake handshake, Rejected refusal) {
        offenders.refused(handshake.peer(), refusal.detail());
        answer(handshake, refusal);
    }

    /** Says why; the connection counts as a stranger's until it is gone. */
    private void answer(Handshake handshake, Command refusal) {
        handshake.answered();
        turn.out().send(handshake.endpoint(), refusal);
        turn.out().finish(handshake.endpoint());
    }

    private void drop(Handshake handshake, String reason) {
        boolean isNew = !isRefused(handshake);
        forget(handshake);
        turn.out().abort(handshake.endpoint());
        if (isNew) {
            offenders.refused(handshake.peer(), reason);
        }
    }

    private void forget(Handshake handshake) {
        failed.forget(handshake);
        handshake.ended();
        waiting.remove(handshake);
    }
}
