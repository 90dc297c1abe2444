package dev.comm.api.spi;

import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * How long the reading of one message may still take. A serializer makes one for each message and looks at it between
 * the parts of a value, so that a message that costs far more work than its length suggests ends as an error.
 *
 * <p>What passes between two looks counts for at most a second: a process that was stopped, or a machine that had other
 * things to do, must not make a good message a bad one. One message, one thread.
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

    /** Looks at the clock; once the time is over it stays so. Takes about as long as reading a small object. */
    public boolean isOver() {
        long now = clock.getAsLong();
        leftNanos -= Math.min(now - lastNanos, BETWEEN_LOOKS_NANOS_MAX);
        lastNanos = now;
        return leftNanos < 0;
    }
}
