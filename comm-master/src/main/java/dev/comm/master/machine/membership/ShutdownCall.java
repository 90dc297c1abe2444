package dev.comm.master.machine.membership;

import dev.comm.api.work.ShutdownReport;
import dev.comm.core.machine.Call;

/**
 * A call that asks every node to leave. The call completes when all nodes have departed, at the deadline at the latest
 * (S1).
 */
public final class ShutdownCall extends Call<ShutdownReport> {
    private final long timeoutNanos;
    private final String reason;

    /** Creates a call with a time limit for the nodes and a reason for their logs. */
    public ShutdownCall(long timeoutNanos, String reason) {
        this.timeoutNanos = timeoutNanos;
        this.reason = reason;
    }

    public long timeoutNanos() {
        return timeoutNanos;
    }

    public String reason() {
        return reason;
    }
}
