package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.ShutdownReport;

/** Asks every node to finish and leave; ends when all are gone, at the deadline at the latest (S1). */
public final class ShutdownCall extends Call<ShutdownReport> {
    private final long timeoutNanos;
    private final String reason;

    /** Gives the nodes so long; the reason is a sentence for people. */
    public ShutdownCall(long timeoutNanos, String reason) {
        this.timeoutNanos = timeoutNanos;
        this.reason = reason;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    String reason() {
        return reason;
    }
}
