package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.TimeBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * W2: the check that a handler is interrupted at its timeout. If the handler does not end within the grace period, its
 * slot has a new thread by then, or its node leaves.
 */
final class W2SlotFreed implements Check {
    /** The time by which a step may be late. */
    private static final long SLACK_NANOS = 250_000_000;

    /** A clock may gain or lose one part in this number, which is a tenth. */
    private static final int DRIFT = 10;

    /** The identity of the run of a handler. */
    private record Key(int process, long id, int attempt) {}

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        if (history.terms().toleranceNanos() > 0) {
            return found; // interrupts and threads are recorded in virtual time only
        }
        Map<Key, Long> ends = new HashMap<>();
        history.of(Occurrence.HandlerEnded.class)
                .forEach(end -> ends.put(new Key(end.process(), end.id(), end.attempt()), end.nanos()));
        Set<Occurrence> threads = new HashSet<>();
        for (Occurrence.HandlerBegan began : history.of(Occurrence.HandlerBegan.class)) {
            if (began.remainingNanos() != Long.MAX_VALUE) {
                long end = ends.getOrDefault(new Key(began.process(), began.id(), began.attempt()), Long.MAX_VALUE);
                check(history, began, end, threads, found);
            }
        }
        return found;
    }

    private static void check(
            History history, Occurrence.HandlerBegan began, long end, Set<Occurrence> threads, List<String> found) {
        long due = began.nanos() + began.remainingNanos();
        long interrupted = due + slack(began.remainingNanos());
        if (end > interrupted && isOn(history, began, interrupted) && !isInterrupted(history, began, interrupted)) {
            found.add(name(began) + " was not interrupted at its timeout");
        }
        long grace = history.terms().rules().graceNanos();
        long freed = due + grace + slack(began.remainingNanos() + grace);
        if (end > freed && isOn(history, began, freed) && !hasNewThread(history, began, freed, threads)) {
            found.add(name(began) + " keeps its slot " + (freed - due) / 1_000_000 + " ms after its timeout");
        }
    }

    private static long slack(long nanos) {
        return SLACK_NANOS + nanos / DRIFT;
    }

    /** Returns whether the member and its environment had no fault up to a time after which the history goes on. */
    private static boolean isOn(History history, Occurrence.HandlerBegan began, long untilNanos) {
        int process = began.process();
        return TimeBounds.isAfter(history, untilNanos)
                && TimeBounds.isQuiet(history, process, untilNanos)
                && history.of(Occurrence.Leaving.class).stream()
                        .noneMatch(each -> each.life().process() == process && each.nanos() <= untilNanos)
                && history.of(Occurrence.FencedSeen.class).stream()
                        .noneMatch(each -> each.life().process() == process && each.nanos() <= untilNanos)
                && TimeBounds.isServed(history, untilNanos);
    }

    private static boolean isInterrupted(History history, Occurrence.HandlerBegan began, long untilNanos) {
        return history.of(Occurrence.HandlerInterrupted.class).stream()
                .anyMatch(each -> each.process() == began.process()
                        && each.id() == began.id()
                        && each.attempt() == began.attempt()
                        && each.nanos() <= untilNanos);
    }

    /** Returns whether a thread was started for the slot of the handler. Each thread counts for one slot only. */
    private static boolean hasNewThread(
            History history, Occurrence.HandlerBegan began, long untilNanos, Set<Occurrence> taken) {
        return history.of(Occurrence.ThreadStarted.class).stream()
                .filter(each ->
                        each.process() == began.process() && each.nanos() > began.nanos() && each.nanos() <= untilNanos)
                .anyMatch(taken::add);
    }

    private static String name(Occurrence.HandlerBegan began) {
        return "the handler of task or request " + began.id() + "." + began.attempt() + " on process "
                + began.process();
    }
}
