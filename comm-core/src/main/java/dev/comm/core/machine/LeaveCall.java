package dev.comm.core.machine;

import dev.comm.api.Cause;
import org.apiguardian.api.API;

/**
 * A call that ends the membership of this process. The machine finishes open instances and requests until the deadline,
 * and then sends LEAVE.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LeaveCall extends Call<Void> {
    /** The time by which a node sends LEAVE before the deadline of a shutdown, at most. */
    public static final long MARGIN_NANOS = 2_000_000_000L;

    private final Cause cause;
    private final String detail;
    private final Value error;
    private final long timeoutNanos;

    /**
     * Creates a call that leaves the run.
     *
     * @param cause LEFT, EXPIRED, FAILED, HUNG or LOCAL
     * @param error description of the exception if the cause is FAILED, or {@link Value#NONE}
     */
    public LeaveCall(Cause cause, String detail, Value error, long timeoutNanos) {
        this.cause = cause;
        this.detail = detail;
        this.error = error;
        this.timeoutNanos = timeoutNanos;
    }

    /** Returns the cause of the departure. */
    public Cause cause() {
        return cause;
    }

    /** Returns a sentence for logs and messages, possibly empty. */
    public String detail() {
        return detail;
    }

    /** Returns the description of the exception. */
    public Value error() {
        return error;
    }

    /** Returns the time limit for open work. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
