package dev.comm.master.machine.admission;

import dev.comm.api.RunId;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.RejectionLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The handshakes of unauthenticated connections. Each handshake has one deadline in total. If there are more handshakes
 * than the limit allows, the oldest one is closed. No stranger delays or harms another peer (L1, B10).
 */
public final class Handshakes {
    private static final int NONCE_BYTES = 32;
    static final Rejected NOT_PROVED = new Rejected(
            Rejected.Reason.AUTHENTICATION,
            "give all members of the run the same secret, or none: authentication failed");

    private final MasterStep step;
    private final MasterSettings settings;
    private final Entropy entropy;
    private final Credentials credentials;
    private final AdmissionRules admission;
    private final Registrar registrar;
    private final RejectionLog rejections;
    private final PendingHandshakes waiting;
    private final FailedProofs failed;
    /** The accepted nodes that have sent HEARTBEAT and are not registered yet. */
    private final List<Handshake> confirmed = new ArrayList<>();

    public Handshakes(MasterContext context, Entropy entropy, Credentials credentials, Registrar registrar) {
        this.step = context.step();
        this.settings = context.settings();
        this.rejections = context.rejections();
        this.entropy = entropy;
        this.credentials = credentials;
        this.admission = new AdmissionRules(settings);
        this.registrar = registrar;
        this.waiting = new PendingHandshakes(settings.limits().handshakes());
        this.failed = new FailedProofs(step, entropy);
    }

    /** Returns the pending handshake of an endpoint, or null. */
    public Handshake find(int endpoint) {
        return waiting.find(endpoint);
    }

    public void opened(Event.Opened event) {
        long deadline = Nanos.after(step.awake(), settings.handshakeNanos());
        Handshake handshake = new Handshake(event.endpoint(), event.peer(), event.binding(), deadline);
        Handshake surplus = waiting.surplus(handshake.address());
        if (surplus != null) {
            drop(surplus, "too many connections are in their handshake, and this is the oldest");
        }
        waiting.add(handshake);
    }

    /** Handles the end of a connection. */
    public void lost(Handshake handshake) {
        String why = whyGone(handshake);
        boolean isNew = !isRefused(handshake);
        forget(handshake);
        if (isNew) {
            rejections.refused(handshake.peer(), why);
        }
    }

    private static boolean isRefused(Handshake handshake) {
        return handshake.state() == Handshake.State.FAILED || handshake.state() == Handshake.State.ANSWERED;
    }

    private String whyGone(Handshake handshake) {
        if (handshake.state() == Handshake.State.AWAIT_HEARTBEAT) {
            return "it closed its connection after its JOIN, before it had a rank; it may join again";
        }
        if (handshake.state() != Handshake.State.AWAIT_PROOF) {
            return "it disconnected before it was a member";
        }
        if (handshake.difference() != null) {
            return "it disconnected after the challenge: "
                    + handshake.difference().detail();
        }
        return "it disconnected after the challenge";
    }

    public void violated(Handshake handshake, String reason) {
        drop(handshake, reason);
    }

    public void received(Handshake handshake, Command command) {
        if (handshake.state() == Handshake.State.ANSWERED) {
            return; // the connection is closing, so frames still in transit do not count
        }
        if (!FrameRules.allows(handshake.state(), FrameType.of(command))) {
            drop(handshake, "it sent " + FrameType.of(command) + " in the state " + handshake.state());
        } else if (command instanceof Hello hello) {
            hello(handshake, hello);
        } else if (command instanceof Proof proof) {
            proof(handshake, proof);
        } else if (command instanceof Join join && handshake.state() == Handshake.State.AWAIT_JOIN) {
            join(handshake, join);
        } else if (command instanceof Heartbeat heartbeat && handshake.heartbeat() == null) {
            handshake.confirmed(heartbeat);
            confirmed.add(handshake);
            register();
        }
    }

    public void onDeadline() {
        register();
        failed.onDeadline();
        for (Handshake due = failed.takeDue(); due != null; due = failed.takeDue()) {
            answer(due, NOT_PROVED);
        }
        Handshake oldest = waiting.oldest();
        while (oldest != null && oldest.deadlineNanos() <= step.awake()) {
            drop(
                    oldest,
                    (oldest.state() == Handshake.State.AWAIT_HEARTBEAT ? "no heartbeat after JOIN" : "no handshake")
                            + " within "
                            + settings.config().timing().handshake().toMillis() + " ms");
            oldest = waiting.oldest();
        }
    }

    public long nextDeadlineNanos() {
        Handshake oldest = waiting.oldest();
        long next = oldest == null ? Long.MAX_VALUE : step.ofAwake(oldest.deadlineNanos());
        next = Math.min(next, confirmed.isEmpty() ? Long.MAX_VALUE : quietUntil());
        return Math.min(next, failed.nextDeadlineNanos());
    }

    /** Returns the number of entries about strangers. */
    public int remembered() {
        return waiting.size() + waiting.addresses() + failed.remembered();
    }

    private void hello(Handshake handshake, Hello hello) {
        Rejected refusal = admission.refusal(hello);
        if (refusal != null) {
            reject(handshake, refusal);
            // With a secret, the sender may be a stranger, and a stranger must not end the start.
            if (!credentials.areNeeded() && admission.isOfThisRun(hello)) {
                registrar.refused(hello, refusal);
            }
            return;
        }
        if (hello.nonce().length() != NONCE_BYTES) {
            drop(
                    handshake,
                    "a nonce has " + NONCE_BYTES + " bytes, not "
                            + hello.nonce().length());
            return;
        }
        Bytes nonce = Bytes.of(entropy.nextBytes(NONCE_BYTES));
        Challenge challenge = new Challenge(FrameHeader.VERSION, 0, nonce);
        handshake.challenged(hello, challenge, admission.serializer(hello), admission.difference(hello));
        step.out().send(handshake.endpoint(), challenge);
    }

    private void proof(Handshake handshake, Proof proof) {
        MasterProof answer = credentials.answer(handshake.transcript(), proof, choices(handshake));
        if (answer == null) {
            failed(handshake);
            return;
        }
        step.out().send(handshake.endpoint(), answer);
        if (handshake.difference() != null) {
            reject(handshake, handshake.difference());
            registrar.refused(handshake.hello(), handshake.difference());
        } else {
            handshake.proved();
            step.out().authenticated(handshake.endpoint());
        }
    }

    /** Returns the choices of this master. Only a node that has proved the secret receives them. */
    private MasterProof choices(Handshake handshake) {
        RunId run = settings.runId();
        return new MasterProof(run.high(), run.low(), settings.term(), handshake.serializer(), Bytes.EMPTY);
    }

    private void join(Handshake handshake, Join join) {
        if (join.heartbeatNanos() <= 0 || join.deadNanos() <= 0) {
            drop(handshake, "its JOIN has a heartbeat or a dead timeout that is not positive");
            return;
        }
        Rejected refusal = admission.refusal(handshake.hello(), join);
        if (refusal == null) {
            refusal = registrar.refusal(handshake.hello(), waiting.accepted());
        }
        if (refusal != null) {
            reject(handshake, refusal);
            registrar.refused(handshake.hello(), refusal);
            return;
        }
        handshake.accepted(join, Nanos.after(step.awake(), settings.handshakeNanos()));
        waiting.accept(handshake);
        registrar.accept(handshake, join);
    }

    /**
     * Registers the accepted nodes that have sent HEARTBEAT. After a pause of this process, a HEARTBEAT may be old and
     * its connection may be closed. So the registration waits until the process has also read the ends of connections.
     */
    private void register() {
        if (step.now() < quietUntil()) {
            return;
        }
        while (!confirmed.isEmpty()) {
            Handshake handshake = confirmed.remove(0);
            Rejected refusal = registrar.refusal(handshake.hello(), 0);
            if (refusal != null) {
                reject(handshake, refusal);
                registrar.refused(handshake.hello(), refusal);
            } else {
                forget(handshake);
                registrar.register(handshake);
            }
        }
    }

    private long quietUntil() {
        return Nanos.after(step.pausedAt(), settings.aggregationNanos());
    }

    private void failed(Handshake handshake) {
        if (failed.add(handshake)) {
            handshake.failed();
            rejections.refused(handshake.peer(), NOT_PROVED.detail());
        } else {
            drop(handshake, NOT_PROVED.detail() + " (not answered, because it came too often)");
        }
    }

    /** Sends a rejection. A node that comes after the end of the run, such as a late spare, is not worth a warning. */
    private void reject(Handshake handshake, Rejected refusal) {
        if (refusal.reason() == Rejected.Reason.OVER) {
            step.out().log(Severity.DEBUG, "sent " + handshake.peer() + " away: " + refusal.detail());
        } else {
            rejections.refused(handshake.peer(), refusal.detail());
        }
        answer(handshake, refusal);
    }

    /** Sends the rejection. The connection counts as unauthenticated until it closes. */
    private void answer(Handshake handshake, Command refusal) {
        handshake.answered();
        step.out().send(handshake.endpoint(), refusal);
        step.out().finish(handshake.endpoint());
    }

    private void drop(Handshake handshake, String reason) {
        boolean isNew = !isRefused(handshake);
        forget(handshake);
        step.out().abort(handshake.endpoint());
        if (isNew) {
            rejections.refused(handshake.peer(), reason);
        }
    }

    private void forget(Handshake handshake) {
        failed.forget(handshake);
        confirmed.remove(handshake);
        handshake.ended();
        waiting.remove(handshake);
    }
}
