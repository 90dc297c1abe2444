package dev.comm.core.machine;

import dev.comm.api.Payload;
import org.apiguardian.api.API;

/**
 * The present step of a machine, with its time and the outbox for its effects. One object is reused for all steps and
 * shared by the parts of the machine.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Step {
    private long now;
    private Outbox out;

    /** Creates the object before the first step. */
    protected Step() {}

    /** Begins the next step. */
    public final void begin(long nowNanos, Outbox outbox) {
        now = nowNanos;
        out = outbox;
    }

    /** Returns the time of this step. */
    public final long now() {
        return now;
    }

    /** Returns the outbox for effects. */
    public final Outbox out() {
        return out;
    }

    /** Returns whether a deadline has passed. */
    public final boolean isDue(long deadlineNanos) {
        return deadlineNanos <= now;
    }

    /**
     * Returns the time that is the given length after this step, or {@link Nanos#NEVER} beyond the range of the clock.
     */
    public final long after(long nanos) {
        return Nanos.after(now, nanos);
    }

    /** Frees a payload that no code will read. The call has no effect for null. */
    public final void free(Payload payload) {
        Value.free(payload, out);
    }

    /** Frees a value that no code will read. */
    public final void free(Value value) {
        Value.free(value.payload(), out);
    }
}
