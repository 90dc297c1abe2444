package dev.comm.tests.process;

import dev.comm.api.Timing;
import java.time.Duration;

/** Times for tests, derived from a profile. */
final class TestTiming {
    private TestTiming() {}

    static Timing of(long deadMillis, Duration lease, Timing base) {
        return base.toBuilder()
                .heartbeat(Duration.ofMillis(Math.min(1_000, deadMillis / 5)))
                .suspect(Duration.ofMillis(deadMillis / 3))
                .dead(Duration.ofMillis(deadMillis))
                .retryMin(Duration.ofMillis(50))
                .retryMax(Duration.ofMillis(500))
                .startup(Duration.ofSeconds(Long.getLong("test.startup.seconds", 60)))
                .collective(Duration.ofMinutes(2))
                .drainMargin(Duration.ofSeconds(Long.getLong("test.drain.seconds", 30)))
                .masterLease(lease)
                .build();
    }
}
