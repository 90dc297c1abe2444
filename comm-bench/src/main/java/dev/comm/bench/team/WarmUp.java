package dev.comm.bench.team;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long a JVM plays untimed: until its compilers hardly work any more. With few cores they take them from the
 * threads that are measured, for many seconds if there are several JVMs.
 */
final class WarmUp {
    private static final Duration SHORTEST = Duration.ofMillis(1_500);
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Duration SPAN = Duration.ofSeconds(1);

    /** Compilers that worked for less than this share of the last second have done what matters. */
    private static final double BUSY = 0.1;

    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private long spanBeganNanos;
    private long compiledMillis = compilers.getTotalCompilationTime();
    private boolean isCalm;

    /**
     * Whether it may end.
     *
     * @param elapsedNanos since it began
     */
    boolean isOver(long elapsedNanos) {
        if (elapsedNanos - spanBeganNanos >= SPAN.toNanos()) {
            long now = compilers.getTotalCompilationTime();
            double busyNanos = (now - compiledMillis) * 1e6;
            isCalm = busyNanos < BUSY * (elapsedNanos - spanBeganNanos);
            compiledMillis = now;
            spanBeganNanos = elapsedNanos;
        }
        return elapsedNanos >= LONGEST.toNanos() || isCalm && elapsedNanos >= SHORTEST.toNanos();
    }
}
