package dev.comm.master.machine;

import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Step;

/** A step of the master. */
final class Turn extends Step {
    private long pausedNanos;

    /** This process was stopped for a while; what peers could not show in that time is not held against them (B14). */
    void paused(long nanos) {
        pausedNanos += nanos;
    }

    /** The awake time, without the pauses of this process; silence of peers is measured in it. */
    long awake() {
        return now() - pausedNanos;
    }

    /** Converts an awake time to a time of the clock. */
    long ofAwake(long awakeNanos) {
        return Nanos.after(awakeNanos, pausedNanos);
    }

    /** Sends a command without payload to a node. */
    void send(Node node, Command command) {
        out().send(node.endpoint(), command);
    }

    void info(String message) {
        out().log(Outbox.Severity.INFO, message);
    }

    void warn(String message) {
        out().log(Outbox.Severity.WARN, message);
    }
}
