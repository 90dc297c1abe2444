package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** M1: the check that a node without its master starts no new work and ends every call within the lease. */
final class M1MasterGone implements Check {
    /** The time for frames under way that still arrive, and for a machine that checks its clock a little later. */
    private static final long SLACK_NANOS = 1_000_000_000;

    @Override
    public List<String> breaches(History history) {
        long gone = TimeBounds.masterGoneNanos(history);
        List<String> found = new ArrayList<>();
        if (gone == Long.MAX_VALUE) {
            return found;
        }
        for (Occurrence.HandlerBegan began : history.of(Occurrence.HandlerBegan.class)) {
            long bound = after(
                    history, gone, began.process(), history.terms().rules().suspectNanos());
            if (began.nanos() > bound) {
                found.add("process " + began.process() + " began task or request " + began.id() + " "
                        + (began.nanos() - gone) / 1_000_000 + " ms after the master was gone");
            }
        }
        checkCalls(history, gone, found);
        return found;
    }

    private static void checkCalls(History history, long gone, List<String> found) {
        Map<String, Occurrence> ends = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Over over) {
                ends.put(over.process() + "/" + over.number(), over);
            } else if (each instanceof Occurrence.ProgramEnded ended) {
                ends.put(ended.process() + "/program", ended);
            }
        }
        for (Occurrence.Began call : history.of(Occurrence.Began.class)) {
            long bound = after(history, Math.max(gone, call.nanos()), call.process(), leaseNanos(history));
            Occurrence end =
                    ends.getOrDefault(call.process() + "/" + call.number(), ends.get(call.process() + "/program"));
            boolean late = end == null ? TimeBounds.isAfter(history, bound) : end.nanos() > bound;
            if (call.process() != 0 && late && !Crashes.isDown(history, call.process())) {
                found.add("a " + call.what() + " of process " + call.process()
                        + " did not end within the lease after the master was gone");
            }
        }
    }

    private static long leaseNanos(History history) {
        History.Terms terms = history.terms();
        return Math.max(
                2 * terms.heartbeatNanos(),
                Math.max(terms.deadNanos(), terms.rules().leaseNanos()));
    }

    /**
     * Returns the end of a period without the master. If a fault hit the process itself, the period begins at the
     * fault.
     */
    private static long after(History history, long gone, int process, long nanos) {
        long from = Math.max(gone, TimeBounds.lastFaultNanos(history, process));
        return from
                + nanos
                + 2 * history.terms().heartbeatNanos()
                + SLACK_NANOS
                + history.terms().toleranceNanos();
    }
}
