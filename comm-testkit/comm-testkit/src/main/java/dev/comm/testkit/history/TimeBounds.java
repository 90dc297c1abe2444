package dev.comm.testkit.history;

import org.apiguardian.api.API;

/** Whether a bound on time is fair to ask for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TimeBounds {
    private TimeBounds() {}

    /** Whether the history goes on after a time. */
    public static boolean isAfter(History history, long nanos) {
        return !history.all().isEmpty()
                && history.all().get(history.all().size() - 1).nanos() > nanos;
    }

    /** Whether neither the master nor a process was hit by any fault up to a time. */
    public static boolean isQuiet(History history, int process, long untilNanos) {
        return process >= 0 && !history.isDisturbed(process, untilNanos) && !history.isDisturbed(0, untilNanos);
    }

    /** Whether the master's program was there up to a time and did not want to leave. */
    public static boolean isServed(History history, long untilNanos) {
        boolean left = history.of(Occurrence.Leaving.class).stream()
                .anyMatch(leaving -> leaving.life().rank() == 0 && leaving.nanos() <= untilNanos);
        return !left && masterGoneNanos(history) > untilNanos;
    }

    /** When the master was gone for good: killed, stopped for ever, or at its end; else {@link Long#MAX_VALUE}. */
    public static long masterGoneNanos(History history) {
        return history.index().masterGoneNanos();
    }

    /** When the last fault hit a process, or -1. */
    public static long lastFaultNanos(History history, int process) {
        return history.index().faults(process).stream()
                .mapToLong(Occurrence.Fault::nanos)
                .max()
                .orElse(-1);
    }
}
