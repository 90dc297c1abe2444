package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.Registry;

/** Waits until so many nodes are members; fails with TIMEOUT that says how many and which came. */
public final class AwaitCall extends Call<Registry> {
    private final int count;
    private final long timeoutNanos;

    /** Waits for so many nodes, rank 0 not counted. */
    public AwaitCall(int count, long timeoutNanos) {
        this.count = count;
        this.timeoutNanos = timeoutNanos;
    }

    int count() {
        return count;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }
}
