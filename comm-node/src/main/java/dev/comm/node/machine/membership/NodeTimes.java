package dev.comm.node.machine.membership;

import dev.comm.api.Timing;
import dev.comm.core.machine.Nanos;

/** The configured times in nanoseconds. */
public record NodeTimes(
        long heartbeat,
        long suspect,
        long dead,
        long handshake,
        long retryMin,
        long retryMax,
        long startup,
        long collective,
        long masterLease,
        long termGrace,
        long waitingWarn) {
    public static NodeTimes of(Timing timing) {
        return new NodeTimes(
                Nanos.of(timing.heartbeat()),
                Nanos.of(timing.suspect()),
                Nanos.of(timing.dead()),
                Nanos.of(timing.handshake()),
                Nanos.of(timing.retryMin()),
                Nanos.of(timing.retryMax()),
                Nanos.of(timing.startup()),
                Nanos.of(timing.collective()),
                Nanos.of(timing.masterLease()),
                Nanos.of(timing.termGrace()),
                Nanos.of(timing.waitingWarn()));
    }

    /** Formats a time for messages, for example {@code 2.5 s}. */
    public static String text(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 1_000 ? millis + " ms" : millis % 1_000 == 0 ? millis / 1_000 + " s" : millis / 1_000.0 + " s";
    }
}
