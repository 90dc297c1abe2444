package dev.comm.node.machine;

import dev.comm.api.Payload;
import dev.comm.api.frame.Command;
import dev.comm.api.machine.Outbox;
import dev.comm.api.machine.Value;

/**
 * What every part needs during one step: the time, the outbox and the connection to the master. One object, reused for
 * all steps.
 */
final class Turn {
    /** No connection. */
    static final int NONE = 0;

    /** Token of work whose result nobody waits for. */
    private static final Object NOBODY = "nobody waits";

    private long now;
    private Outbox out;
    private int endpoint = NONE;
    private String lost;

    void begin(long nowNanos, Outbox outbox) {
        now = nowNanos;
        out = outbox;
    }

    /** The time of this step. */
    long now() {
        return now;
    }

    /** Where effects go. */
    Outbox out() {
        return out;
    }

    /** The connection to the master, or {@link #NONE}. */
    int endpoint() {
        return endpoint;
    }

    /** Sets the connection to the master. */
    void linked(int newEndpoint) {
        endpoint = newEndpoint;
    }

    /**
     * Sends to the master; without a connection nothing is sent, and the loss of the connection is what the calls
     * learn.
     */
    void send(Command command) {
        send(command, Value.NONE, null);
    }

    /** Sends to the master with a payload. */
    void send(Command command, Value value, Object token) {
        if (endpoint != NONE) {
            out.send(endpoint, command, value.payload(), token);
        }
    }

    /** Says that the master is unusable; the machine acts on it when the part has returned. The first reason counts. */
    void loseMaster(String detail) {
        if (lost == null) {
            lost = detail;
        }
    }

    /** Says that the master broke the protocol. */
    void violation(String detail) {
        loseMaster("the master broke the protocol: " + detail
                + "; if both sides run the same version of Comm, please report it");
    }

    /** Why the master is unusable, once, or null. */
    String takeLost() {
        String reason = lost;
        lost = null;
        return reason;
    }

    /** Frees a payload that nobody will read, off the crank since a spool file may stand behind it. */
    void discard(Value value) {
        Payload payload = value.payload();
        if (payload != null) {
            out.compute(NOBODY, () -> {
                payload.close();
                return null;
            });
        }
    }

    /** A point in time after now, never beyond {@link Long#MAX_VALUE}, which stands for never. */
    long after(long nanos) {
        return later(now, nanos);
    }

    static long later(long time, long nanos) {
        long sum = time + nanos;
        return nanos > 0 && sum < time ? Long.MAX_VALUE : sum;
    }
}
