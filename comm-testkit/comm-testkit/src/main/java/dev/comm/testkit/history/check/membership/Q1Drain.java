package dev.comm.testkit.history.check.membership;

import dev.comm.api.Cause;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.Occurrence.Fault.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Q1: the check that a process which was asked to end begins no task and leaves in order, and that no task is done
 * again after its handler has ended there. It applies to histories without other faults.
 */
final class Q1Drain implements Check {
    /** The time in which a signal reaches a real process. */
    private static final long DELIVERY_NANOS = 500_000_000;

    @Override
    public List<String> breaches(History history) {
        List<Occurrence.Fault> faults = history.of(Occurrence.Fault.class);
        List<String> found = new ArrayList<>();
        if (faults.isEmpty() || !faults.stream().allMatch(each -> each.kind() == Kind.TERMINATE)) {
            return found;
        }
        Set<Integer> asked = new HashSet<>();
        faults.forEach(each -> asked.add(each.process()));
        departures(history, asked, found);
        begun(history, faults, found);
        if (!asked.contains(0)) {
            redone(history, asked, found);
        }
        return found;
    }

    private static void begun(History history, List<Occurrence.Fault> faults, List<String> found) {
        Map<Integer, Long> since = new HashMap<>();
        faults.forEach(each -> since.putIfAbsent(each.process(), each.nanos()));
        for (Occurrence.HandlerBegan began : history.of(Occurrence.HandlerBegan.class)) {
            long until = since.getOrDefault(began.process(), Long.MAX_VALUE - DELIVERY_NANOS) + DELIVERY_NANOS;
            if (began.nanos() > until) {
                found.add("process " + began.process() + " began task " + began.id() + " after it was asked to end");
            }
        }
    }

    private static void departures(History history, Set<Integer> asked, List<String> found) {
        Map<Long, Integer> processes = new HashMap<>();
        history.of(Occurrence.Joining.class).forEach(each -> processes.put(each.incarnation(), each.process()));
        for (Occurrence.Departed gone : history.of(Occurrence.Departed.class)) {
            boolean isCut = gone.cause() == Cause.CLOSED || gone.cause() == Cause.RESET || gone.cause() == Cause.SILENT;
            if (isCut && asked.contains(processes.getOrDefault(gone.incarnation(), -1))) {
                found.add("rank " + gone.rank() + " was asked to end, and departed as " + gone.cause()
                        + " in place of LEFT");
            }
        }
    }

    /**
     * Finds tasks that began again after their handler had ended. A handler that was interrupted at the end of the
     * grace has not finished its task.
     */
    private static void redone(History history, Set<Integer> asked, List<String> found) {
        Set<Long> interrupted = new HashSet<>();
        Set<Long> done = new HashSet<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.HandlerInterrupted stopped) {
                interrupted.add(stopped.id());
            } else if (each instanceof Occurrence.HandlerEnded ended
                    && asked.contains(ended.process())
                    && !interrupted.contains(ended.id())) {
                done.add(ended.id());
            } else if (each instanceof Occurrence.HandlerBegan began && done.contains(began.id())) {
                found.add("process " + began.process() + " did task " + began.id()
                        + " again, although its handler had ended on a process that was asked to end");
            }
        }
    }
}
