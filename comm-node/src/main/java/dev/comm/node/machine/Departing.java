package dev.comm.node.machine;

import dev.comm.api.Cause;
import dev.comm.api.frame.MembershipCommand.Leave;
import dev.comm.api.machine.LeaveCall;
import dev.comm.api.machine.Value;
import dev.comm.api.work.ExitReason;
import java.util.ArrayList;
import java.util.List;

/** The way out: finish what is open, say LEAVE as the last word, see the connection close. */
final class Departing {
    /** How far the way out is. */
    enum Phase {
        /** Nobody wants to leave. To FINISHING by a wish to leave, to GONE when the membership ends otherwise. */
        STAYING,
        /**
         * New calls are refused, open ones may end until the deadline. To CLOSING by LEAVE, to GONE when the membership
         * ends otherwise.
         */
        FINISHING,
        /** LEAVE was sent; the connection drains. To GONE when it is closed. */
        CLOSING,
        /** Out. Final. */
        GONE
    }

    /** How long the connection may take to drain: longer than the transport's own bound of 2 s. */
    private static final long CLOSING_NANOS = 5_000_000_000L;

    private final List<LeaveCall> calls = new ArrayList<>();
    private Phase phase = Phase.STAYING;
    private Goodbye goodbye;
    private long deadline = Long.MAX_VALUE;
    private int endpoint = Turn.NONE;

    /**
     * Why the node leaves.
     *
     * @param error the exception's description if it FAILED
     * @param reason what workers are told
     */
    record Goodbye(Cause cause, String detail, Value error, ExitReason reason) {
        Leave command() {
            return new Leave(cause, detail, error.content());
        }
    }

    Phase phase() {
        return phase;
    }

    Goodbye goodbye() {
        return goodbye;
    }

    /** Remembers a call that ends with the connection. */
    void await(LeaveCall call) {
        calls.add(call);
    }

    /** Begins to finish, or hurries if that has begun; a failure is a stronger reason than a plan. */
    void begin(Goodbye why, long deadlineNanos) {
        if (phase == Phase.STAYING) {
            become(Phase.FINISHING);
            goodbye = why;
        } else if (phase == Phase.FINISHING && why.cause() == Cause.FAILED) {
            goodbye = why;
        }
        deadline = Math.min(deadline, deadlineNanos);
    }

    /** Whether it is time to say goodbye. */
    boolean isDue(long now, boolean isFinished) {
        return phase == Phase.FINISHING && (isFinished || now >= deadline);
    }

    /** The last word was said on this connection. */
    void closing(Turn turn) {
        become(Phase.CLOSING);
        endpoint = turn.endpoint();
        deadline = turn.after(CLOSING_NANOS);
    }

    /** A connection ended. */
    void closed(int closedEndpoint, Turn turn) {
        if (phase == Phase.CLOSING && closedEndpoint == endpoint) {
            gone(turn);
        }
    }

    void onDeadline(Turn turn) {
        if (phase == Phase.CLOSING && turn.now() >= deadline) {
            turn.out().abort(endpoint);
            gone(turn);
        }
    }

    /** The membership ended; a connection that drains is still waited for. */
    void end(Turn turn) {
        if (phase != Phase.CLOSING && phase != Phase.GONE) {
            gone(turn);
        }
    }

    long nextDeadlineNanos() {
        return phase == Phase.GONE ? Long.MAX_VALUE : deadline;
    }

    private void gone(Turn turn) {
        become(Phase.GONE);
        calls.forEach(call -> turn.out().complete(call, null));
        calls.clear();
    }

    private void become(Phase next) {
        if (next.compareTo(phase) <= 0) {
            throw new IllegalStateException("departing cannot go from " + phase + " to " + next);
        }
        phase = next;
    }
}
