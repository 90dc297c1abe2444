package dev.comm.master.machine.membership;

import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Step;

/** A step of the master. */
public final class MasterStep extends Step {
    private long pausedNanos;
    private long pausedAt = Long.MIN_VALUE;

    /**
     * Records that this process was stopped for a while. The silence of peers in that time does not count against them
     * (B14).
     */
    public void paused(long nanos) {
        pausedNanos += nanos;
        pausedAt = now();
    }

    /** Returns the end of the last pause of this process; {@link Long#MIN_VALUE} if there was none. */
    public long pausedAt() {
        return pausedAt;
    }

    /**
     * Returns the awake time, which excludes the pauses of this process. The silence of peers is measured in awake
     * time.
     */
    public long awake() {
        return now() - pausedNanos;
    }

    /** Converts an awake time to a time of the clock. */
    public long ofAwake(long awakeNanos) {
        return Nanos.after(awakeNanos, pausedNanos);
    }

    /** Sends a command without payload to a node. */
    public void send(Node node, Command command) {
        out().send(node.endpoint(), command);
    }

    public void info(String message) {
        out().log(Outbox.Severity.INFO, message);
    }

    public void warn(String message) {
        out().log(Outbox.Severity.WARN, message);
    }
}
