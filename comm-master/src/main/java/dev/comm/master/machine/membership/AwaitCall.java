package dev.comm.master.machine.membership;

import dev.comm.api.work.Registry;
import dev.comm.core.machine.Call;

/** A call that waits until the given number of nodes are members; a TIMEOUT lists the nodes that joined. */
public final class AwaitCall extends Call<Registry> {
    private final int count;
    private final long timeoutNanos;

    /** Creates a call that waits for the given number of nodes, without rank 0. */
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
