package dev.comm.tests.process;

import dev.comm.api.Timing;
import java.time.Duration;

/** Times for tests, derived from a profile. */
final class TestTiming {
    private TestTiming() {}

    static Timing of(long deadMillis, Duration lease, Timing base) {
        return new Timing(
                Duration.ofMillis(Math.min(1_000, deadMillis / 5)),
                Duration.ofMillis(deadMillis / 3),
                Duration.ofMillis(deadMillis),
                base.aggregation(),
                base.handshake(),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(Long.getLong("test.startup.seconds", 60)),
                Duration.ofMinutes(2),
                Duration.ofSeconds(Long.getLong("test.drain.seconds", 30)),
                lease);
    }
}
