package dev.comm.node.machine;

import dev.comm.api.Timing;
import java.time.Duration;

/** The configured times in nanoseconds. */
record Times(
        long heartbeat,
        long suspect,
        long dead,
        long handshake,
        long retryMin,
        long retryMax,
        long startup,
        long collective,
        long drainMargin,
        long masterLease) {
    static Times of(Timing timing) {
        return new Times(
                nanos(timing.heartbeat()),
                nanos(timing.suspect()),
                nanos(timing.dead()),
                nanos(timing.handshake()),
                nanos(timing.retryMin()),
                nanos(timing.retryMax()),
                nanos(timing.startup()),
                nanos(timing.collective()),
                nanos(timing.drainMargin()),
                nanos(timing.masterLease()));
    }

    /** A duration in nanoseconds, at most {@link Long#MAX_VALUE}. */
    static long nanos(Duration duration) {
        return duration.getSeconds() >= Long.MAX_VALUE / 1_000_000_000L ? Long.MAX_VALUE : duration.toNanos();
    }

    /** A time for people, for example {@code 2.5 s}. */
    static String text(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 1_000 ? millis + " ms" : millis % 1_000 == 0 ? millis / 1_000 + " s" : millis / 1_000.0 + " s";
    }
}
