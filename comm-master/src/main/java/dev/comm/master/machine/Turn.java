package dev.comm.master.machine;

import dev.comm.api.frame.Command;
import dev.comm.api.machine.Outbox;

/** The step that is being made: its time and its outbox. One object, shared by the parts of a machine. */
final class Turn {
    private long now;
    private Outbox out;
    private long pausedNanos;

    /** A step begins. */
    void begin(long nowNanos, Outbox outbox) {
        now = nowNanos;
        out = outbox;
    }

    /** The time of the step. */
    long now() {
        return now;
    }

    /** This process was stopped for a while; what peers could not show in that time is not held against them (B14). */
    void paused(long nanos) {
        pausedNanos += nanos;
    }

    /** The time without the pauses of this process: silence of peers is measured on it. */
    long awake() {
        return now - pausedNanos;
    }

    /** The time of the clock that belongs to an awake time. */
    long ofAwake(long awakeNanos) {
        return awakeNanos == Long.MAX_VALUE ? awakeNanos : awakeNanos + pausedNanos;
    }

    /** Where the effects go. */
    Outbox out() {
        return out;
    }

    /** Sends a command without payload to a node. */
    void send(Node node, Command command) {
        out.send(node.endpoint(), command);
    }

    /** Whether a deadline has come. */
    boolean isDue(long deadlineNanos) {
        return deadlineNanos <= now;
    }

    /** The time that is so far away; a deadline beyond the clock's range is never reached. */
    long after(long nanos) {
        return after(now, nanos);
    }

    /** The time that lies so far behind another; {@link Long#MAX_VALUE} if that is beyond the clock's range. */
    static long after(long start, long nanos) {
        return start > 0 && nanos >= Long.MAX_VALUE - start ? Long.MAX_VALUE : start + nanos;
    }

    void info(String message) {
        out.log(Outbox.Severity.INFO, message);
    }

    void warn(String message) {
        out.log(Outbox.Severity.WARN, message);
    }
}
