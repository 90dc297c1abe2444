package dev.comm.bench.team;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Whether this JVM's compilers still work: on few cores they take them from the threads that are measured. */
final class Compilers {
    /** The span over which their work is measured. */
    static final Duration SPAN = Duration.ofSeconds(1);

    /**
     * If the compilers of all processes together work for less than this share of a span, the important code is
     * compiled.
     */
    private static final double BUSY = 0.2;

    private final double busy;
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private long spanBeganNanos = System.nanoTime();
    private long compiledMillis = compilers.getTotalCompilationTime();
    private boolean rest;

    /** @param processes how many share the machine */
    Compilers(int processes) {
        this.busy = BUSY / processes;
    }

    /** Whether they hardly worked in the last whole span. */
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
