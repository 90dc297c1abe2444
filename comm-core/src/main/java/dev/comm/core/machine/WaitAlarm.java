package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * Times the lines about one wait (W1): the first one after a while, then one whenever the wait is twice as long. At a
 * start the lines come sooner, and then at equal distances.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WaitAlarm {
    private static final long START_NANOS = 5_000_000_000L;
    private static final long START_DISTANCE_NANOS = 30_000_000_000L;

    private final long warnNanos;
    private final boolean doubles;
    private long sinceNanos;
    private long lineAtNanos = Nanos.NEVER;
    private boolean told;

    /**
     * Creates an alarm while nothing waits.
     *
     * @param warnNanos how long a wait lasts before its first line
     */
    public WaitAlarm(long warnNanos) {
        this(warnNanos, true);
    }

    private WaitAlarm(long warnNanos, boolean doubles) {
        this.warnNanos = warnNanos;
        this.doubles = doubles;
    }

    /** Creates an alarm for a start, at which people sit and wait: after 5 seconds, then every 30 seconds. */
    public static WaitAlarm ofStart() {
        return new WaitAlarm(START_NANOS, false);
    }

    /** A wait begins; an earlier one is over. */
    public void begin(long now) {
        sinceNanos = now;
        lineAtNanos = Nanos.after(now, warnNanos);
        told = false;
    }

    /** One of several waits begins; the alarm is for the oldest of them. */
    public void beginOneOfMany(long now) {
        if (lineAtNanos == Nanos.NEVER) {
            begin(now);
        }
    }

    /**
     * Whether a line is due now about the oldest of several waits; if so, plans the next one.
     *
     * @param oldestNanos when the oldest wait began, or {@link Nanos#NEVER} if nothing waits
     */
    public boolean takeOldest(long oldestNanos, long now) {
        if (oldestNanos == Nanos.NEVER) {
            end();
            return false;
        }
        if (oldestNanos != sinceNanos) {
            begin(oldestNanos);
        }
        return take(now);
    }

    /** The wait is over; returns whether a line told of it. */
    public boolean end() {
        boolean was = told;
        lineAtNanos = Nanos.NEVER;
        told = false;
        return was;
    }

    /** Whether a line is due now; if so, plans the next one. */
    public boolean take(long now) {
        if (lineAtNanos > now) {
            return false;
        }
        told = true;
        long distance = Math.max(1, lineAtNanos - sinceNanos);
        while (distance <= now - sinceNanos) {
            distance = Nanos.after(distance, doubles ? distance : START_DISTANCE_NANOS);
        }
        lineAtNanos = Nanos.after(sinceNanos, distance);
        return true;
    }

    /** When the wait began. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** The time of the next line, or {@link Nanos#NEVER}. */
    public long nextLineNanos() {
        return lineAtNanos;
    }
}
