package dev.comm.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sums over clusters that meet at barriers. Safe for use by several threads. */
final class BarrierTotals {
    private static final int SHOWN_MAX = 10;

    private final long startNanos = System.nanoTime();
    private final double startCpuSeconds = cpuSeconds();
    private final List<String> failures = new ArrayList<>();
    private long clusters;
    private long barriers;
    private long hit;
    private long alone;
    private long admissions;
    private long crashes;
    private long crashesOfMembers;
    private long letIn;
    private long events;

    /** Looks whether a run kept all promises, and counts what was in it. */
    void add(Run run) {
        List<String> breaches = new ArrayList<>(run.breaches());
        if (run.ending(0).kind() != Ending.Kind.RETURNED) {
            breaches.add("the master's program ended as " + run.ending(0));
        }
        BarrierCount count = BarrierCount.of(run.history());
        synchronized (this) {
            add(count);
            clusters++;
            events += run.events();
            if (!breaches.isEmpty()) {
                fail(run.seed(), breaches.size() + " broken promises, the first: " + breaches.get(0));
            }
        }
    }

    private void add(BarrierCount count) {
        barriers += count.barriers();
        hit += count.hit();
        alone += count.alone();
        admissions += count.admissions();
        crashes += count.crashes();
        crashesOfMembers += count.crashesOfMembers();
        letIn += count.letIn();
    }

    /** A run that was no good. */
    synchronized void fail(long seed, String why) {
        if (failures.size() < SHOWN_MAX) {
            failures.add("-Dcomm.seed=0x" + Long.toHexString(seed) + ": " + why);
        }
    }

    /** Runs that were no good, with their seeds; the first of them. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized long barriers() {
        return barriers;
    }

    synchronized double crashesPerBarrier() {
        return crashesOfMembers / (double) Math.max(1, barriers);
    }

    @Override
    public synchronized String toString() {
        double seconds = Math.max(1, System.nanoTime() - startNanos) / 1e9;
        double cpuSeconds = cpuSeconds() - startCpuSeconds;
        return String.format(
                "%,d barriers, %,d of them (%.1f %%) with a member killed while they were open; %,d crashes, %,d of"
                        + " them of members; %,d newcomers let in at %,d admissions; %,d barriers of the master alone"
                        + " are not counted%n%,d clusters, %,d events in %.1f s: %,.0f barriers/s, %,.1f clusters/s,"
                        + " %,.0f events/s; %,.1f s of processor time, %.2f ms for each barrier",
                barriers,
                hit,
                100.0 * hit / Math.max(1, barriers),
                crashes,
                crashesOfMembers,
                letIn,
                admissions,
                alone,
                clusters,
                events,
                seconds,
                barriers / seconds,
                clusters / seconds,
                events / seconds,
                cpuSeconds,
                1e3 * cpuSeconds / Math.max(1, barriers));
    }

    /** Of all threads of this JVM, those of compiler and collector included: what a busy machine does not change. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(0.0);
    }
}
