package dev.comm.core.machine;

import dev.comm.api.Payload;
import org.apiguardian.api.API;

/**
 * The step that a machine is making: its time and where its effects go. One object, reused for all steps and shared by
 * the parts of the machine.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Step {
    private long now;
    private Outbox out;

    /** Before the first step. */
    protected Step() {}

    /** The next step begins. */
    public final void begin(long nowNanos, Outbox outbox) {
        now = nowNanos;
        out = outbox;
    }

    /** The time of this step. */
    public final long now() {
        return now;
    }

    /** Where effects go. */
    public final Outbox out() {
        return out;
    }

    /** Whether a deadline has come. */
    public final boolean isDue(long deadlineNanos) {
        return deadlineNanos <= now;
    }

    /** The time that is so far away; {@link Nanos#NEVER} if that is beyond the clock's range. */
    public final long after(long nanos) {
        return Nanos.after(now, nanos);
    }

    /** Gives up a payload that nobody will read; null is none. */
    public final void free(Payload payload) {
        Value.free(payload, out);
    }

    /** Gives up a value that nobody will read. */
    public final void free(Value value) {
        Value.free(value.payload(), out);
    }
}
