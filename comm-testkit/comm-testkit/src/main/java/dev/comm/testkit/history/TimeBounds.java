package dev.comm.testkit.history;

import org.apiguardian.api.API;

/** A query that decides whether a check may demand a bound on time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TimeBounds {
    private TimeBounds() {}

    /** Returns whether the history goes on after a time. */
    public static boolean isAfter(History history, long nanos) {
        return !history.all().isEmpty()
                && history.all().get(history.all().size() - 1).nanos() > nanos;
    }

    /** Returns whether no fault hit the master or a process up to a time. */
    public static boolean isQuiet(History history, int process, long untilNanos) {
        return process >= 0 && !history.isDisturbed(process, untilNanos) && !history.isDisturbed(0, untilNanos);
    }

    /** Returns whether the master was there up to a time and had not asked to leave. */
    public static boolean isServed(History history, long untilNanos) {
        boolean left = history.of(Occurrence.Leaving.class).stream()
                .anyMatch(leaving -> leaving.life().rank() == 0 && leaving.nanos() <= untilNanos);
        return !left && masterGoneNanos(history) > untilNanos;
    }

    /**
     * Returns the time from which the master was gone for good, or {@link Long#MAX_VALUE}. A master is gone if it was
     * killed, was stopped for ever, or ended.
     */
    public static long masterGoneNanos(History history) {
        return history.index().masterGoneNanos();
    }

    /** Returns the time of the last fault that hit a process, or -1. */
    public static long lastFaultNanos(History history, int process) {
        return history.index().faults(process).stream()
                .mapToLong(Occurrence.Fault::nanos)
                .max()
                .orElse(-1);
    }
}
