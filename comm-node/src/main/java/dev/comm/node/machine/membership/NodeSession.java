package dev.comm.node.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import dev.comm.node.machine.membership.HandshakeFrames.JoinRefusal;
import java.net.InetSocketAddress;

/**
 * The join of the run: this part connects, authenticates and waits for the start. It tries again until the startup
 * deadline.
 */
public final class NodeSession implements WaitRow<NodeStep> {
    private static final String NO_PLACE =
            "set COMM_RANK (0 is the master) and COMM_MASTER, or start all ranks with 'comm run -n 4 -- java ...':"
                    + " this process has no rank, so it is a node and looks for a master at the default address";

    private final CommConfig config;
    private final NodeTimes times;
    private final NodeIdentity self;
    private final Entropy entropy;
    private final Admission admission;
    private final Backoff backoff;

    private SessionState state = SessionState.IDLE;
    private HandshakeFrames handshake;
    private int address = -1;
    private boolean wasAccepted;
    private final WaitAlarm alarm = WaitAlarm.ofStart();
    private boolean isToldThatItHasNoPlace;
    private long liveNanos = -1;
    /** The problem of the last failed attempt, or null. */
    private String lastProblem;
    /** The last rejection that is not final, with the address of the master, or null. */
    private String lastRefusal;
    /** The kind of the failure if the startup deadline passes. */
    private Failure.Kind lastKind = Failure.Kind.NOT_ADMITTED;
    /** The deadline of the current state. */
    private long stateDeadline = Long.MAX_VALUE;
    /** The deadline of joining. */
    private long startDeadline = Long.MAX_VALUE;

    public NodeSession(CommConfig config, NodeIdentity self, Entropy entropy, Admission admission) {
        this.config = config;
        this.times = NodeTimes.of(config.timing());
        this.self = self;
        this.entropy = entropy;
        this.admission = admission;
        this.backoff = new Backoff(times.retryMin(), times.retryMax(), entropy);
    }

    /** The listener for the progress of the join. */
    public interface Admission {
        /** Handles the registration of the node, after which heartbeats begin. */
        void accepted(Accepted accepted, NodeStep step);

        /** Handles the WELCOME, with which the node is a member. */
        void welcomed(Welcome welcome, Value entryState, NodeStep step);

        /** Handles the end of an attempt's connection. Another attempt may follow. */
        void detached(NodeStep step);

        /** Handles the failure of the join, after which the node will not become a member. */
        void refused(Failure failure, NodeStep step);
    }

    public SessionState state() {
        return state;
    }

    public boolean isMember() {
        return state == SessionState.MEMBER;
    }

    /** Returns the incarnation of this node, or of the current attempt to join. */
    public long incarnation() {
        return handshake.incarnation();
    }

    /** Returns the address of the master, for messages. */
    public String masterName() {
        if (config.rendezvous() != null) {
            return "at the address in " + config.rendezvous();
        }
        if (config.meeting().isPresent()) {
            return "of rank 0, whose addresses come by "
                    + config.meeting().get().place();
        }
        InetSocketAddress tried = config.masters().get(Math.max(0, address));
        return tried.getHostString() + ":" + tried.getPort();
    }

    /**
     * Begins to join.
     *
     * @param live live time of this node, or -1
     */
    public void start(long live, NodeStep step) {
        liveNanos = live;
        startDeadline = step.after(times.startup());
        alarm.begin(step.now());
        connect(step);
    }

    /**
     * Handles an established connection.
     *
     * @param binding channel binding of the proofs; empty without encryption
     */
    public void opened(Bytes binding, NodeStep step) {
        handshake = new HandshakeFrames(config, self, entropy, binding);
        become(SessionState.GREETED, step, "connected");
        stateDeadline = step.after(times.handshake());
        step.send(handshake.hello());
    }

    /** Handles the end of an attempt's connection. */
    public void closed(Event.Closed event, NodeStep step) {
        if (isInLobby()) {
            loseMaster(problemOf(event), step);
        } else {
            attemptFailed(problemOf(event), step);
        }
    }

    /** Handles a command before the start. The caller has checked with {@code FrameRules} that this state allows it. */
    public void receive(Command command, Value value, NodeStep step) {
        if (command instanceof Rejected rejected) {
            rejected(rejected, step);
        } else if (command instanceof Fenced fenced) {
            fenced(fenced, step);
        } else if (command instanceof Challenge challenge) {
            challenged(challenge, step);
        } else if (command instanceof MasterProof master) {
            masterProved(master, step);
        } else if (command instanceof Accepted accepted) {
            accepted(accepted, step);
        } else if (command instanceof Welcome welcome) {
            welcomed(welcome, value, step);
        }
    }

    /** Closes the connection of an attempt and continues with the next attempt. */
    public void dropAttempt(String problem, NodeStep step) {
        step.out().abort(step.endpoint());
        if (isInLobby()) {
            loseMaster(problem, step);
        } else {
            attemptFailed(problem, step);
        }
    }

    /** Returns whether this node is a registered spare. It has no attempt to repeat: the run goes on without it. */
    private boolean isInLobby() {
        return config.isSpare() && state == SessionState.REGISTERED;
    }

    private void loseMaster(String why, NodeStep step) {
        String detail = "see the log of the master: the master (" + masterName()
                + ") is lost, and this spare waited for it: " + why;
        end(step, detail);
        admission.refused(new Failure(Failure.Kind.MASTER_LOST, detail), step);
    }

    private void challenged(Challenge challenge, NodeStep step) {
        JoinRefusal refusal = handshake.check(challenge);
        if (refusal != null) {
            abandon(refusal, step);
            return;
        }
        become(SessionState.PROVING, step, "challenged");
        step.send(handshake.proof(challenge));
        if (!handshake.hasSecret()) {
            // The master can prove nothing to a node without a secret, so JOIN need not wait for the answer of the
            // master.
            join(step);
        }
    }

    private void masterProved(MasterProof master, NodeStep step) {
        JoinRefusal refusal = handshake.check(master);
        if (refusal != null) {
            abandon(refusal, step);
            return;
        }
        become(SessionState.JOINING, step, "the master proved itself");
        if (handshake.hasSecret()) {
            join(step);
        }
    }

    private void join(NodeStep step) {
        step.send(handshake.join(times, liveNanos));
        step.out().authenticated(step.endpoint());
    }

    /**
     * Handles a removal by the master. If the reason was silence or a stalled connection, this node may register again.
     */
    private void fenced(Fenced fenced, NodeStep step) {
        boolean wasUnheard = fenced.cause() == Cause.SILENT || fenced.cause() == Cause.STALLED;
        String detail = "the master removed this node again: " + fenced.cause() + " " + fenced.detail();
        step.out().finish(step.endpoint());
        if (isInLobby()) {
            startDeadline = step.after(times.startup());
        }
        refuse(wasUnheard ? JoinRefusal.forNow(detail) : JoinRefusal.forGood(detail), step);
    }

    private void abandon(JoinRefusal refusal, NodeStep step) {
        step.out().abort(step.endpoint());
        refuse(refusal, step);
    }

    private void accepted(Accepted accepted, NodeStep step) {
        String violation = handshake.violation(accepted, times);
        if (violation != null) {
            dropAttempt(violation, step);
            return;
        }
        become(SessionState.REGISTERED, step, "registered");
        wasAccepted = true;
        lastKind = Failure.Kind.NOT_ADMITTED;
        lastRefusal = null;
        // From here on the master decides about the start, and it may have begun to wait later than this node. In an
        // elastic run the members admit newcomers when they call admit.
        long wait = config.elastic() ? Math.max(times.startup(), times.collective()) : times.startup();
        stateDeadline = step.after(Nanos.after(wait, times.dead()));
        if (config.isSpare()) {
            // A spare waits for a loss, which may never happen.
            alarm.end();
            stateDeadline = Long.MAX_VALUE;
        }
        admission.accepted(accepted, step);
    }

    private void welcomed(Welcome welcome, Value value, NodeStep step) {
        String violation = handshake.violation(welcome);
        if (violation != null) {
            step.free(value);
            dropAttempt(violation, step);
            return;
        }
        become(SessionState.MEMBER, step, "welcomed as rank " + welcome.rank());
        stateDeadline = Long.MAX_VALUE;
        admission.welcomed(welcome, value, step);
    }

    private void rejected(Rejected rejected, NodeStep step) {
        step.out().finish(step.endpoint());
        refuse(handshake.judge(rejected, state, wasAccepted), step);
    }

    private void refuse(JoinRefusal refusal, NodeStep step) {
        if (!refusal.isFinal()) {
            refusedForNow(refusal, step);
            return;
        }
        step.out().abort(step.endpoint());
        refused(refusal, step);
    }

    private void refused(JoinRefusal refusal, NodeStep step) {
        end(step, refusal.detail());
        admission.refused(new Failure(refusal.kind(), refusal.detail() + " (master " + masterName() + ")"), step);
    }

    /** Logs a rejection that is not final. Each new problem is logged once. */
    private void refusedForNow(JoinRefusal refusal, NodeStep step) {
        attemptFailed(refusal.detail(), step);
        lastKind = refusal.kind();
        if (!lastProblem.equals(lastRefusal)) {
            lastRefusal = lastProblem;
            step.out().log(Severity.WARN, "not admitted yet, retrying: " + lastProblem);
        }
    }

    private void attemptFailed(String problem, NodeStep step) {
        lastProblem = isCutShort(step) ? lastProblem : masterName() + ": " + problem;
        step.linked(NodeStep.NONE);
        admission.detached(step);
        if (!config.isPlaced() && !isToldThatItHasNoPlace) {
            isToldThatItHasNoPlace = true;
            step.out().log(Severity.WARN, NO_PLACE + ", and so far it finds none there: " + lastProblem);
        }
        if (address + 1 < config.masters().size()) {
            connect(step);
            return;
        }
        address = -1;
        become(SessionState.PAUSING, step, lastProblem);
        stateDeadline = step.after(backoff.next());
    }

    /**
     * Returns whether only the startup deadline ended the attempt. In this case the problem before it is more useful.
     */
    private boolean isCutShort(NodeStep step) {
        return state == SessionState.CONNECTING && lastProblem != null && step.now() >= startDeadline;
    }

    private void connect(NodeStep step) {
        address++;
        become(SessionState.CONNECTING, step, "trying " + masterName());
        long bound = Math.max(1, Math.min(times.handshake(), startDeadline - step.now()));
        stateDeadline = step.after(bound);
        step.linked(step.out().connect(address, bound));
    }

    @Override
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    @Override
    public void writeLines(NodeStep step) {
        if (alarm.take(step.now())) {
            String waited = Nanos.text(step.now() - alarm.sinceNanos());
            step.out()
                    .log(
                            Severity.WARN,
                            state == SessionState.REGISTERED ? awaitsStart(waited) : awaitsMaster(waited, step));
        }
    }

    private String awaitsStart(String waited) {
        return "waits for the start for " + waited + "; this node is registered with the master (" + masterName()
                + "), which still waits for other ranks" + (config.elastic() ? ", or for an admit of the members" : "")
                + ": see the log of rank 0";
    }

    private String awaitsMaster(String waited, NodeStep step) {
        return "cannot join the master yet, for " + waited + " (" + lastAttempt()
                + "); " + cures(" or ") + "; this node gives up in "
                + Nanos.text(Nanos.until(step.now(), startDeadline));
    }

    /**
     * Returns what a user can do about a master that does not answer. A scheduler starts the master itself and gives
     * its address, so there the folder of the meeting or the network is wrong.
     *
     * @param last the text before the last one
     */
    private String cures(String last) {
        return config.meeting().isPresent()
                ? "see the output of rank 0, name a folder that all hosts see (COMM_SHARED)," + last
                        + "let a firewall pass the port of rank 0"
                : "start the master," + last + "correct its address (COMM_MASTER)";
    }

    /** Returns the next time at which {@link #onDeadline} must be called. */
    public long nextDeadlineNanos() {
        return switch (state) {
            case IDLE, MEMBER, ENDED -> Long.MAX_VALUE;
            case REGISTERED -> stateDeadline;
            default -> Math.min(stateDeadline, startDeadline);
        };
    }

    public void onDeadline(NodeStep step) {
        if (step.now() < nextDeadlineNanos()) {
            return;
        }
        if (state == SessionState.REGISTERED) {
            giveUp(
                    "check that all members run and that COMM_SIZE is right: this node is registered with "
                            + masterName()
                            + ", but the start did not come in time, because the master"
                            + " still waits for other members",
                    step);
        } else if (step.now() >= startDeadline) {
            giveUp(
                    (config.isPlaced() ? "" : NO_PLACE + "; ")
                            + cures(" ") + ", or allow more time for the start: not admitted within "
                            + NodeTimes.text(times.startup()) + "; last attempt: " + lastAttempt(),
                    step);
        } else if (state == SessionState.PAUSING) {
            connect(step);
        } else {
            dropAttempt("check that it is a Comm master: no answer within " + NodeTimes.text(times.handshake()), step);
        }
    }

    /** Describes the last attempt. An open but silent connection is more useful to know than an earlier problem. */
    private String lastAttempt() {
        if (state == SessionState.GREETED || state == SessionState.PROVING || state == SessionState.JOINING) {
            return withEarlier(masterName() + ": connected, but without an answer; is it a Comm master?");
        }
        return lastProblem == null ? masterName() + ": no connection yet" : withEarlier(lastProblem);
    }

    /** Appends an earlier rejection, because it is more useful than the failure of an attempt. */
    private String withEarlier(String problem) {
        return lastRefusal == null || lastRefusal.equals(problem) ? problem : problem + "; before that " + lastRefusal;
    }

    private void giveUp(String detail, NodeStep step) {
        if (step.endpoint() != NodeStep.NONE) {
            step.out().abort(step.endpoint());
        }
        end(step, detail);
        admission.refused(new Failure(lastKind, detail), step);
    }

    /** Ends the join for good. */
    public void end(NodeStep step, String reason) {
        if (state != SessionState.ENDED) {
            become(SessionState.ENDED, step, reason);
        }
    }

    private String problemOf(Event.Closed event) {
        if (event.cause() == Event.Closed.Reason.NOT_OPENED) {
            String detail = event.detail();
            String name = masterName();
            return "cannot connect" + (detail.startsWith(name) ? detail.substring(name.length()) : ": " + detail);
        }
        return state == SessionState.REGISTERED
                ? "the connection was lost before the start: " + event.detail()
                : "check that a Comm master of the same version answers there: it closed the connection in the"
                        + " handshake (" + event.cause() + " " + event.detail() + ")";
    }

    private void become(SessionState next, NodeStep step, String reason) {
        if (next == SessionState.MEMBER || next == SessionState.ENDED) {
            alarm.end();
        }
        if (!state.leadsTo(next)) {
            throw new IllegalStateException("a session cannot go from " + state + " to " + next + ": " + reason);
        }
        step.out().log(Severity.DEBUG, "session " + state + " -> " + next + ": " + reason);
        state = next;
    }
}
