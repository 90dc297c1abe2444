package dev.comm.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sums over clusters that call barriers. The class is safe for use by several threads. */
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

    /** Checks whether a run kept all promises, and adds its counts. */
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

    /**
     * Returns the processor time of all threads of this JVM, including compiler and collector. Other load does not
     * change it.
     */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(0.0);
    }
}
