package dev.comm.testkit;

import dev.comm.api.Cause;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The sums over clusters whose handlers hang. The class is safe for use by several threads. */
final class TaskTotals {
    private static final int SHOWN_MAX = 10;

    private final long startNanos = System.nanoTime();
    private final List<String> failures = new ArrayList<>();
    private long clusters;
    private long tasks;
    private long failed;
    private long attempts;
    private long nodesKilled;
    private long threadsKilled;
    private long hangs;
    private long nodesHung;
    private long disagreements;
    private long events;

    /** Checks whether a run kept all promises, and adds its counts. */
    void add(Run run) {
        List<String> breaches = new ArrayList<>(run.breaches());
        if (run.ending(0).kind() != Ending.Kind.RETURNED) {
            breaches.add("the master's program ended as " + run.ending(0));
        }
        synchronized (this) {
            count(run.history());
            clusters++;
            events += run.events();
            disagreements += breaches.size();
            if (!breaches.isEmpty()) {
                fail(run.seed(), breaches.size() + " broken promises, the first: " + breaches.get(0));
            }
        }
    }

    private void count(History history) {
        tasks += history.of(Occurrence.TaskEnded.class).size();
        failed += count(history, Occurrence.TaskEnded.class, end -> !end.done());
        attempts += history.of(Occurrence.HandlerBegan.class).size();
        nodesKilled += count(
                history,
                Occurrence.Fault.class,
                fault -> fault.kind() == Occurrence.Fault.Kind.CRASH || fault.kind() == Occurrence.Fault.Kind.VANISH);
        threadsKilled += count(history, Occurrence.Departed.class, gone -> gone.cause() == Cause.FAILED);
        nodesHung += count(history, Occurrence.Departed.class, gone -> gone.cause() == Cause.HUNG);
        hangs += history.of(Occurrence.HandlerInterrupted.class).stream()
                .map(each -> each.process() + "/" + each.id() + "." + each.attempt())
                .distinct()
                .count();
    }

    private static <O extends Occurrence> long count(History history, Class<O> kind, Predicate<O> which) {
        return history.of(kind).stream().filter(which).count();
    }

    /** Adds a failed run. */
    synchronized void fail(long seed, String why) {
        if (failures.size() < SHOWN_MAX) {
            failures.add("-Dcomm.seed=0x" + Long.toHexString(seed) + ": " + why);
        }
    }

    /** Returns the first failed runs, each with its seed. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized long tasks() {
        return tasks;
    }

    synchronized long kills() {
        return nodesKilled + threadsKilled;
    }

    synchronized long hangs() {
        return hangs;
    }

    @Override
    public synchronized String toString() {
        double seconds = Math.max(1, System.nanoTime() - startNanos) / 1e9;
        return String.format(
                "%,d tasks in %,d attempts, %,d of them failed as they had to; %,d kills of nodes, %,d nodes left"
                        + " because a thread was killed; %,d hangs of handlers, %,d nodes left as HUNG; disagreements"
                        + " %,d%n%,d clusters, %,d events in %.1f s: %,.0f tasks/s",
                tasks,
                attempts,
                failed,
                nodesKilled,
                threadsKilled,
                hangs,
                nodesHung,
                disagreements,
                clusters,
                events,
                seconds,
                tasks / seconds);
    }
}
