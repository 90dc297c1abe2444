package dev.comm.api.machine;

import dev.comm.api.Cause;
import org.apiguardian.api.API;

/**
 * The local program ends its membership: open instances and requests are finished up to the deadline, then LEAVE is
 * sent.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LeaveCall extends Call<Void> {
    private final Cause cause;
    private final String detail;
    private final Value error;
    private final long timeoutNanos;

    /**
     * A departure.
     *
     * @param cause LEFT, EXPIRED or FAILED
     * @param error the exception's description if it FAILED, else {@link Value#NONE}
     */
    public LeaveCall(Cause cause, String detail, Value error, long timeoutNanos) {
        this.cause = cause;
        this.detail = detail;
        this.error = error;
        this.timeoutNanos = timeoutNanos;
    }

    /** Why. */
    public Cause cause() {
        return cause;
    }

    /** A sentence for people, possibly empty. */
    public String detail() {
        return detail;
    }

    /** The exception's description. */
    public Value error() {
        return error;
    }

    /** How long open work may take to finish. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
