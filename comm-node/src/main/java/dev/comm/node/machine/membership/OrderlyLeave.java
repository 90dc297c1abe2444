package dev.comm.node.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import java.util.ArrayList;
import java.util.List;

/**
 * The departure of this node: it finishes open work, sends LEAVE as the last frame, and waits until the connection is
 * closed.
 */
public final class OrderlyLeave {
    /** The phases of a departure. */
    public enum Phase {
        /** The node stays. The begin of a leave leads to FINISHING, any other end of the membership to GONE. */
        STAYING,
        /**
         * The node rejects new calls and finishes open ones until the deadline. LEAVE leads to CLOSING, any other end
         * of the membership to GONE.
         */
        FINISHING,
        /** The node has sent LEAVE, and the connection drains. The close of the connection leads to GONE. */
        CLOSING,
        /** The node has departed. The final phase. */
        GONE
    }

    /** The time limit for draining the connection. It is longer than the limit of the transport, which is 2 s. */
    private static final long CLOSING_NANOS = 5_000_000_000L;

    private final List<Call<Void>> calls = new ArrayList<>();
    private final WaitAlarm alarm;
    private Phase phase = Phase.STAYING;
    private Goodbye goodbye;
    private long deadline = Long.MAX_VALUE;
    private int endpoint = NodeStep.NONE;

    /**
     * Creates the part while the node stays.
     *
     * @param warnNanos duration of the leave before its first log line (W1)
     */
    public OrderlyLeave(long warnNanos) {
        this.alarm = new WaitAlarm(warnNanos);
    }

    /**
     * The reason of a departure.
     *
     * @param error description of the exception if the cause is FAILED
     * @param reason the reason that the workers receive
     */
    public record Goodbye(Cause cause, String detail, Value error, ExitReason reason) {
        /** Returns the reason that the program gave. */
        public static Goodbye of(LeaveCall call) {
            ExitReason reason = switch (call.cause()) {
                case EXPIRED -> ExitReason.EXPIRED;
                case HUNG -> ExitReason.HUNG;
                case FAILED -> ExitReason.FAILED;
                default -> ExitReason.LEFT;
            };
            return new Goodbye(call.cause(), call.detail(), call.error(), reason);
        }

        public Leave command() {
            return new Leave(cause, detail, error.content());
        }

        /** Returns the failure of the calls that come while the node leaves. */
        public Failure refusal() {
            return new Failure(Failure.Kind.CLOSED, "this node is leaving" + sentence());
        }

        /** Returns the failure of the calls that are open when the node has left, and of later ones. */
        public Failure failure() {
            return cause == Cause.LOCAL
                    ? new Failure(Failure.Kind.LIMIT, detail + "; so this node left")
                    : new Failure(Failure.Kind.CLOSED, "this node left" + sentence());
        }

        private String sentence() {
            return detail.isEmpty() ? "" : ": " + detail;
        }
    }

    public Phase phase() {
        return phase;
    }

    public Goodbye goodbye() {
        return goodbye;
    }

    /** Records a call that completes when the connection is closed. */
    public void await(Call<Void> call) {
        calls.add(call);
    }

    /** Begins to leave, or moves the deadline nearer. A failure takes precedence over a planned leave. */
    public void begin(Goodbye why, long deadlineNanos, long now) {
        if (phase == Phase.STAYING) {
            become(Phase.FINISHING);
            alarm.begin(now);
            goodbye = why;
        } else if (phase == Phase.FINISHING && !why.cause().isPlanned()) {
            goodbye = why;
        }
        deadline = Math.min(deadline, deadlineNanos);
    }

    /** Returns whether LEAVE must be sent now. */
    public boolean isDue(long now, boolean isFinished) {
        return phase == Phase.FINISHING && (isFinished || now >= deadline);
    }

    /** Records that LEAVE was sent. */
    public void closing(NodeStep step) {
        become(Phase.CLOSING);
        endpoint = step.endpoint();
        deadline = step.after(CLOSING_NANOS);
    }

    /** Handles the end of a connection. */
    public void closed(int closedEndpoint, NodeStep step) {
        if (phase == Phase.CLOSING && closedEndpoint == endpoint) {
            gone(step);
        }
    }

    public void onDeadline(NodeStep step) {
        if (phase == Phase.CLOSING && step.now() >= deadline) {
            step.out().abort(endpoint);
            gone(step);
        }
    }

    /** Handles the end of the membership. If the connection drains, the departure still waits for its close. */
    public void end(NodeStep step) {
        if (phase != Phase.CLOSING && phase != Phase.GONE) {
            gone(step);
        }
    }

    public long nextDeadlineNanos() {
        return phase == Phase.GONE ? Long.MAX_VALUE : deadline;
    }

    /** Returns the time of the next log line about a leave that waits, or {@link Nanos#NEVER}. */
    public long nextLineNanos() {
        return phase == Phase.FINISHING ? alarm.nextLineNanos() : Nanos.NEVER;
    }

    /**
     * Logs the calls and the work that the leave waits for, if a log line is due.
     *
     * @param open description of the unfinished calls and work
     */
    public void writeLine(String open, NodeStep step) {
        if (alarm.take(step.now())) {
            step.out()
                    .log(
                            Severity.WARN,
                            "the leave of this node waits for " + open + " for "
                                    + Nanos.text(step.now() - alarm.sinceNanos()) + "; it leaves without them in "
                                    + Nanos.text(Nanos.until(step.now(), deadline)));
        }
    }

    private void gone(NodeStep step) {
        become(Phase.GONE);
        calls.forEach(call -> step.out().complete(call, null));
        calls.clear();
    }

    private void become(Phase next) {
        if (next.compareTo(phase) <= 0) {
            throw new IllegalStateException("departing cannot go from " + phase + " to " + next);
        }
        phase = next;
    }
}
