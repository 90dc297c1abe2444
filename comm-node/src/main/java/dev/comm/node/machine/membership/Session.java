package dev.comm.node.machine.membership;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
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
import dev.comm.node.machine.membership.Greeting.Refusal;
import java.net.InetSocketAddress;

/** Joins the run: connects, authenticates and waits for the start, with retries until the startup deadline. */
public final class Session {
    private final CommConfig config;
    private final Times times;
    private final Self self;
    private final Entropy entropy;
    private final Admission admission;
    private final Backoff backoff;

    private SessionState state = SessionState.IDLE;
    private Greeting greeting;
    private int address = -1;
    private boolean wasAccepted;
    private long liveNanos = -1;
    /** The problem of the last failed attempt, or null. */
    private String lastProblem;
    /** The last rejection that is not final, with the address, or null. */
    private String lastRefusal;
    /** The kind of failure of the join if its time ends. */
    private Failure.Kind lastKind = Failure.Kind.NOT_ADMITTED;
    /** The deadline of the current state. */
    private long stateDeadline = Long.MAX_VALUE;
    /** The deadline of joining. */
    private long startDeadline = Long.MAX_VALUE;

    public Session(CommConfig config, Self self, Entropy entropy, Admission admission) {
        this.config = config;
        this.times = Times.of(config.timing());
        this.self = self;
        this.entropy = entropy;
        this.admission = admission;
        this.backoff = new Backoff(times.retryMin(), times.retryMax(), entropy);
    }

    /** Listens to the progress of joining. */
    public interface Admission {
        /** The node is registered: heartbeats begin. */
        void accepted(Accepted accepted, Turn turn);

        /** The node is a member. */
        void welcomed(Welcome welcome, Value entryState, Turn turn);

        /** The connection of an attempt is closed; another attempt may follow. */
        void detached(Turn turn);

        /** The node will not become a member. */
        void refused(Failure failure, Turn turn);
    }

    public SessionState state() {
        return state;
    }

    public boolean isMember() {
        return state == SessionState.MEMBER;
    }

    /** The incarnation of this node, or of the current attempt. */
    public long incarnation() {
        return greeting.incarnation();
    }

    /** The address of the master, for messages. */
    public String masterName() {
        if (config.rendezvous() != null) {
            return "at the address in " + config.rendezvous();
        }
        InetSocketAddress tried = config.masters().get(Math.max(0, address));
        return tried.getHostString() + ":" + tried.getPort();
    }

    /**
     * Begins to join.
     *
     * @param live live time of this node, or -1
     */
    public void start(long live, Turn turn) {
        liveNanos = live;
        startDeadline = turn.after(times.startup());
        connect(turn);
    }

    /**
     * Handles an established connection.
     *
     * @param binding channel binding of the proofs; empty without encryption
     */
    public void opened(Bytes binding, Turn turn) {
        greeting = new Greeting(config, self, entropy, binding);
        become(SessionState.GREETED, turn, "connected");
        stateDeadline = turn.after(times.handshake());
        turn.send(greeting.hello());
    }

    /** Handles the end of an attempt's connection. */
    public void closed(Event.Closed event, Turn turn) {
        attemptFailed(problemOf(event), turn);
    }

    /** Handles a command before the start that {@code FrameRules} allows in this state. */
    public void receive(Command command, Value value, Turn turn) {
        if (command instanceof Rejected rejected) {
            rejected(rejected, turn);
        } else if (command instanceof Fenced fenced) {
            refuse(
                    new Refusal(
                            Failure.Kind.NOT_ADMITTED,
                            "the master removed this node again: " + fenced.cause() + " " + fenced.detail(),
                            true),
                    turn);
        } else if (command instanceof Challenge challenge) {
            challenged(challenge, turn);
        } else if (command instanceof Accepted accepted) {
            accepted(accepted, turn);
        } else if (command instanceof Welcome welcome) {
            become(SessionState.MEMBER, turn, "welcomed as rank " + welcome.rank());
            stateDeadline = Long.MAX_VALUE;
            admission.welcomed(welcome, value, turn);
        }
    }

    /** Closes the connection of an attempt and continues with the next. */
    public void dropAttempt(String problem, Turn turn) {
        turn.out().abort(turn.endpoint());
        attemptFailed(problem, turn);
    }

    private void challenged(Challenge challenge, Turn turn) {
        Refusal refusal = greeting.check(challenge);
        if (refusal != null) {
            turn.out().abort(turn.endpoint());
            refuse(refusal, turn);
            return;
        }
        become(SessionState.JOINING, turn, "challenged");
        turn.send(greeting.proof(challenge));
        turn.send(greeting.join(times, liveNanos));
        turn.out().authenticated(turn.endpoint());
    }

    private void accepted(Accepted accepted, Turn turn) {
        become(SessionState.LOBBY, turn, "registered");
        wasAccepted = true;
        lastKind = Failure.Kind.NOT_ADMITTED;
        lastRefusal = null;
        // The master decides about the start from here on, and it may have begun to wait later than this node; in an
        // elastic run the
        // members let newcomers in when they call admit.
        long wait = config.elastic() ? Math.max(times.startup(), times.collective()) : times.startup();
        stateDeadline = turn.after(Nanos.after(wait, times.dead()));
        admission.accepted(accepted, turn);
    }

    private void rejected(Rejected rejected, Turn turn) {
        turn.out().finish(turn.endpoint());
        refuse(greeting.judge(rejected, state, wasAccepted), turn);
    }

    private void refuse(Refusal refusal, Turn turn) {
        if (!refusal.isFinal()) {
            refusedForNow(refusal, turn);
            return;
        }
        turn.out().abort(turn.endpoint());
        end(turn, refusal.detail());
        admission.refused(new Failure(refusal.kind(), refusal.detail() + " (master " + masterName() + ")"), turn);
    }

    /** Logs a rejection that is not final, once for each new problem. */
    private void refusedForNow(Refusal refusal, Turn turn) {
        attemptFailed(refusal.detail(), turn);
        lastKind = refusal.kind();
        if (!lastProblem.equals(lastRefusal)) {
            lastRefusal = lastProblem;
            turn.out().log(Severity.WARN, "not admitted yet, retrying: " + lastProblem);
        }
    }

    private void attemptFailed(String problem, Turn turn) {
        lastProblem = isCutShort(turn) ? lastProblem : masterName() + ": " + problem;
        turn.linked(Turn.NONE);
        admission.detached(turn);
        if (address + 1 < config.masters().size()) {
            connect(turn);
            return;
        }
        address = -1;
        become(SessionState.PAUSING, turn, lastProblem);
        stateDeadline = turn.after(backoff.next());
    }

    /** Whether only the startup deadline ended the attempt; then the problem before it tells more. */
    private boolean isCutShort(Turn turn) {
        return state == SessionState.CONNECTING && lastProblem != null && turn.now() >= startDeadline;
    }

    private void connect(Turn turn) {
        address++;
        become(SessionState.CONNECTING, turn, "trying " + masterName());
        long bound = Math.max(1, Math.min(times.handshake(), startDeadline - turn.now()));
        stateDeadline = turn.after(bound);
        turn.linked(turn.out().connect(address, bound));
    }

    /** The next time for {@link #onDeadline}. */
    public long nextDeadlineNanos() {
        return switch (state) {
            case IDLE, MEMBER, ENDED -> Long.MAX_VALUE;
            case LOBBY -> stateDeadline;
            default -> Math.min(stateDeadline, startDeadline);
        };
    }

    public void onDeadline(Turn turn) {
        if (turn.now() < nextDeadlineNanos()) {
            return;
        }
        if (state == SessionState.LOBBY) {
            giveUp(
                    "check that all members run and that COMM_SIZE is right: this node is registered with "
                            + masterName()
                            + ", but the start did not come in time, because the master"
                            + " still waits for other members",
                    turn);
        } else if (turn.now() >= startDeadline) {
            giveUp(
                    "start the master, correct its address (COMM_MASTER),"
                            + " or allow more time for the start: not admitted within "
                            + Times.text(times.startup()) + "; last attempt: " + lastAttempt(),
                    turn);
        } else if (state == SessionState.PAUSING) {
            connect(turn);
        } else {
            dropAttempt("check that it is a Comm master: no answer within " + Times.text(times.handshake()), turn);
        }
    }

    /** Describes the last attempt; an open but silent connection tells more than the problem before it. */
    private String lastAttempt() {
        boolean connected = state == SessionState.GREETED || state == SessionState.JOINING;
        if (connected) {
            return masterName() + ": connected, but without an answer; is it a Comm master?" + earlier();
        }
        return lastProblem == null ? masterName() + ": no connection yet" : lastProblem + earlier();
    }

    /** Describes an earlier rejection, which tells more than a failed attempt. */
    private String earlier() {
        return lastRefusal == null || lastRefusal.equals(lastProblem) ? "" : "; before that " + lastRefusal;
    }

    private void giveUp(String detail, Turn turn) {
        if (turn.endpoint() != Turn.NONE) {
            turn.out().abort(turn.endpoint());
        }
        end(turn, detail);
        admission.refused(new Failure(lastKind, detail), turn);
    }

    /** Ends joining for good. */
    public void end(Turn turn, String reason) {
        if (state != SessionState.ENDED) {
            become(SessionState.ENDED, turn, reason);
        }
    }

    private String problemOf(Event.Closed event) {
        if (event.cause() == Event.Closed.Reason.NOT_OPENED) {
            return "cannot connect: " + event.detail();
        }
        return state == SessionState.LOBBY
                ? "the connection was lost before the start: " + event.detail()
                : "it closed the connection in the handshake (" + event.cause() + " " + event.detail()
                        + "); is it a Comm master of this version?";
    }

    private void become(SessionState next, Turn turn, String reason) {
        if (!state.leadsTo(next)) {
            throw new IllegalStateException("a session cannot go from " + state + " to " + next + ": " + reason);
        }
        turn.out().log(Severity.DEBUG, "session " + state + " -> " + next + ": " + reason);
        state = next;
    }
}
