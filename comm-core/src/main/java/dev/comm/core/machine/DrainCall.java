package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that asks this process to end its membership soon (Q1). The machine takes no new work, finishes the running
 * work until the end of the grace, and leaves. A master asks its nodes to do the same, and outlives them. The call
 * completes when the work is over: on a node with the membership, on a master when its nodes have departed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DrainCall extends Call<Void> {
    private final String reason;
    private final long graceNanos;

    /**
     * Creates a call.
     *
     * @param reason sentence for logs, messages and departures, without a full stop
     * @param graceNanos time limit for the running work
     */
    public DrainCall(String reason, long graceNanos) {
        this.reason = reason;
        this.graceNanos = graceNanos;
    }

    /** Returns the sentence for logs, messages and departures. */
    public String reason() {
        return reason;
    }

    /** Returns the time limit for the running work. */
    public long graceNanos() {
        return graceNanos;
    }
}
