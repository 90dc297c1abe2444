package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** Every call ends, no later than its deadline and the slack. */
final class B6Termination implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Called call : history.of(Occurrence.Called.class)) {
            long end = endNanos(history, call);
            if (end < 0
                    && history.isSettled()
                    && !Crashes.isDown(history, call.life().process())) {
                found.add(call.life() + " is still in " + call.instance() + " (" + call.kind() + "), called at "
                        + call.nanos() / 1_000_000 + " ms");
            } else if (end > boundNanos(history, call)
                    && !isFrozen(history, call.life().process())) {
                found.add(call.life() + " was " + (end - call.nanos()) / 1_000_000 + " ms in " + call.instance()
                        + ", longer than its deadline and the slack");
            }
        }
        return found;
    }

    private static long boundNanos(History history, Occurrence.Called call) {
        long slack = 2 * history.terms().deadNanos() + 5_000_000_000L;
        return call.nanos() + call.timeoutNanos() + slack + history.terms().toleranceNanos();
    }

    private static boolean isFrozen(History history, int process) {
        return history.of(Occurrence.Fault.class).stream()
                .anyMatch(fault -> fault.process() == process && fault.kind() == Occurrence.Fault.Kind.FREEZE);
    }

    private static long endNanos(History history, Occurrence.Called call) {
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Returned r
                    && r.instance().equals(call.instance())
                    && r.life().equals(call.life())) {
                return r.nanos();
            }
            if (each instanceof Occurrence.Failed f
                    && f.instance().equals(call.instance())
                    && f.life().equals(call.life())) {
                return f.nanos();
            }
        }
        return -1;
    }
}
