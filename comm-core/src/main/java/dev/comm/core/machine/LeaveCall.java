package dev.comm.core.machine;

import dev.comm.api.Cause;
import org.apiguardian.api.API;

/**
 * Ends the membership of this process: the machine finishes open instances and requests until the deadline, then sends
 * LEAVE.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LeaveCall extends Call<Void> {
    private final Cause cause;
    private final String detail;
    private final Value error;
    private final long timeoutNanos;

    /**
     * Creates a call that leaves the run.
     *
     * @param cause LEFT, EXPIRED, FAILED, HUNG or LOCAL
     * @param error description of the exception if the cause is FAILED, else {@link Value#NONE}
     */
    public LeaveCall(Cause cause, String detail, Value error, long timeoutNanos) {
        this.cause = cause;
        this.detail = detail;
        this.error = error;
        this.timeoutNanos = timeoutNanos;
    }

    /** The cause of the departure. */
    public Cause cause() {
        return cause;
    }

    /** A sentence for logs and messages, possibly empty. */
    public String detail() {
        return detail;
    }

    /** The exception's description. */
    public Value error() {
        return error;
    }

    /** The time limit for open work. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
