package dev.comm.core.machine;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Arithmetic with nanoseconds that never wraps around. A result beyond the range of the clock is {@link #NEVER}.
 *
 * <p>A clock may start anywhere, so a time may be negative.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Nanos {
    /** The largest value. As a time it is never reached, and as a length it has no end. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    /** Returns the sum of a time and a length, or {@link #NEVER} if one of the two is {@link #NEVER}. */
    public static long after(long time, long length) {
        if (time == NEVER || length == NEVER) {
            return NEVER;
        }
        long sum = time + length;
        if (length >= 0) {
            return sum < time ? NEVER : sum;
        }
        return sum > time ? Long.MIN_VALUE : sum;
    }

    /**
     * Returns the length from now to a time, which is negative if the time has passed, or {@link #NEVER} if the time is
     * {@link #NEVER}.
     */
    public static long until(long now, long time) {
        if (time == NEVER) {
            return NEVER;
        }
        long length = time - now;
        boolean isWrapped = ((time ^ now) & (time ^ length)) < 0;
        return !isWrapped ? length : time >= 0 ? NEVER : Long.MIN_VALUE;
    }

    /**
     * Returns the length of a duration, or {@link #NEVER} if it is too large, or {@link Long#MIN_VALUE} if it is too
     * negative.
     */
    public static long of(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds >= NEVER / SECOND) {
            return NEVER;
        }
        return seconds <= -(NEVER / SECOND) ? Long.MIN_VALUE : duration.toNanos();
    }

    /** Returns the text of a length for messages, such as {@code 0.4 s}; from 10 seconds on it has no fraction. */
    public static String text(long length) {
        long tenths = length / (SECOND / 10);
        return tenths >= 100 || tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
}
