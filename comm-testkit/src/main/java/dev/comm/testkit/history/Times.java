package dev.comm.testkit.history;

/** Whether a bound on time is fair to ask for. */
final class Times {
    private Times() {}

    /** Whether the history goes on after a time. */
    static boolean isAfter(History history, long nanos) {
        return !history.all().isEmpty()
                && history.all().get(history.all().size() - 1).nanos() > nanos;
    }

    /** Whether neither the master nor a process was hit by any fault up to a time. */
    static boolean isQuiet(History history, int process, long untilNanos) {
        return process >= 0 && !history.isDisturbed(process, untilNanos) && !history.isDisturbed(0, untilNanos);
    }

    /** Whether the master's program was there up to a time and did not want to leave. */
    static boolean isServed(History history, long untilNanos) {
        boolean left = history.of(Occurrence.Leaving.class).stream()
                .anyMatch(leaving -> leaving.life().rank() == 0 && leaving.nanos() <= untilNanos);
        return !left && masterGoneNanos(history) > untilNanos;
    }

    /** When the master was gone for good: killed, stopped for ever, or at its end; else {@link Long#MAX_VALUE}. */
    static long masterGoneNanos(History history) {
        long gone = Long.MAX_VALUE;
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.ProgramEnded ended && ended.process() == 0) {
                gone = Math.min(gone, ended.nanos());
            } else if (each instanceof Occurrence.Fault fault && fault.process() == 0) {
                gone = switch (fault.kind()) {
                    case CRASH, VANISH, FREEZE -> Math.min(gone, fault.nanos());
                    case THAW -> Long.MAX_VALUE;
                    default -> gone;
                };
            }
        }
        return gone;
    }

    /** When the last fault hit a process, or -1. */
    static long lastFaultNanos(History history, int process) {
        return history.of(Occurrence.Fault.class).stream()
                .filter(fault -> fault.process() == process)
                .mapToLong(Occurrence.Fault::nanos)
                .max()
                .orElse(-1);
    }
}
