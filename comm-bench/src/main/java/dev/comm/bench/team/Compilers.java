package dev.comm.bench.team;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The activity of this JVM's compilers. On few cores the compilers take processor time from the measured threads. */
final class Compilers {
    /** The span over which the work of the compilers is measured. */
    static final Duration SPAN = Duration.ofSeconds(1);

    /**
     * The share of a span below which the compilers of all processes together count as resting. The important code is
     * then compiled.
     */
    private static final double BUSY = 0.2;

    private final double busy;
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private long spanBeganNanos = System.nanoTime();
    private long compiledMillis = compilers.getTotalCompilationTime();
    private boolean rest;

    /** @param processes the number of processes that share the machine */
    Compilers(int processes) {
        this.busy = BUSY / processes;
    }

    /** Returns whether the compilers hardly worked in the last whole span. */
    boolean rest() {
        long span = System.nanoTime() - spanBeganNanos;
        if (span >= SPAN.toNanos()) {
            long now = compilers.getTotalCompilationTime();
            rest = (now - compiledMillis) * 1e6 < busy * span;
            compiledMillis = now;
            spanBeganNanos += span;
        }
        return rest;
    }
}
