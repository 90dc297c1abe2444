package dev.comm.api.spi;

import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * The time budget for reading one message. A serializer checks the budget between the parts of a value. So a message
 * that takes far more work than its length suggests ends as an error.
 *
 * <p>At most one second counts between two checks, because a stopped process or a busy machine must not turn a valid
 * message into an error. For one message and one thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ReadTime {
    private static final long BETWEEN_LOOKS_NANOS_MAX = 1_000_000_000L;

    private final LongSupplier clock;
    private long leftNanos;
    private long lastNanos;

    ReadTime(long nanos, LongSupplier clock) {
        this.clock = clock;
        this.leftNanos = nanos;
        this.lastNanos = clock.getAsLong();
    }

    /**
     * Returns whether the budget is used up. From then on every call returns true. A check takes about as long as
     * reading a small object.
     */
    public boolean isOver() {
        long now = clock.getAsLong();
        leftNanos -= Math.min(now - lastNanos, BETWEEN_LOOKS_NANOS_MAX);
        lastNanos = now;
        return leftNanos < 0;
    }
}
