package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * The times of the log lines about one wait (W1). The first line is due after a set time, and the next one whenever the
 * duration of the wait has doubled. During the start of a run the lines are due sooner, and then at equal intervals.
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
     * Creates an alarm without a wait.
     *
     * @param warnNanos duration of a wait before its first log line
     */
    public WaitAlarm(long warnNanos) {
        this(warnNanos, true);
    }

    private WaitAlarm(long warnNanos, boolean doubles) {
        this.warnNanos = warnNanos;
        this.doubles = doubles;
    }

    /**
     * Creates an alarm for the start of a run, for which users wait. Its lines are due after 5 seconds, then every 30
     * seconds.
     */
    public static WaitAlarm ofStart() {
        return new WaitAlarm(START_NANOS, false);
    }

    /** Begins a wait, which replaces an earlier wait. */
    public void begin(long now) {
        sinceNanos = now;
        lineAtNanos = Nanos.after(now, warnNanos);
        told = false;
    }

    /** Begins one of several waits. The alarm is for the oldest of these waits. */
    public void beginOneOfMany(long now) {
        if (lineAtNanos == Nanos.NEVER) {
            begin(now);
        }
    }

    /**
     * Returns whether a line about the oldest of several waits is due now. If a line is due, this method plans the next
     * one.
     *
     * @param oldestNanos time at which the oldest wait began, or {@link Nanos#NEVER} without a wait
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

    /** Ends the wait, and returns whether a line has reported the wait. */
    public boolean end() {
        boolean was = told;
        lineAtNanos = Nanos.NEVER;
        told = false;
        return was;
    }

    /** Returns whether a line is due now. If a line is due, this method plans the next one. */
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

    /** Returns the time at which the wait began. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** Returns the time of the next log line, or {@link Nanos#NEVER}. */
    public long nextLineNanos() {
        return lineAtNanos;
    }
}
