package dev.comm.api;

import java.time.Duration;
import org.apiguardian.api.API;

/** Predefined timeouts and intervals for a kind of network. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Profile {
    /** For a laptop or a cluster; the default. */
    LAN(Timing.blank()
            .heartbeat(millis(1_000))
            .suspect(millis(4_000))
            .dead(millis(15_000))
            .aggregation(millis(100))
            .handshake(millis(10_000))
            .retryMin(millis(250))
            .retryMax(millis(8_000))
            .startup(millis(60_000))
            .collective(millis(600_000))
            .drainMargin(millis(30_000), false)
            .masterLease(millis(60_000))
            .termGrace(millis(25_000))
            .waitingWarn(millis(30_000))),
    /** For tests, which detect every failure within seconds. */
    FAST(Timing.blank()
            .heartbeat(millis(200))
            .suspect(millis(600))
            .dead(millis(2_000))
            .aggregation(millis(20))
            .handshake(millis(2_000))
            .retryMin(millis(50))
            .retryMax(millis(1_000))
            .startup(millis(5_000))
            .collective(millis(30_000))
            .drainMargin(millis(1_000), false)
            .masterLease(millis(5_000))
            .termGrace(millis(2_000))
            .waitingWarn(millis(2_000))),
    /** For long pauses and slow networks. */
    WAN(Timing.blank()
            .heartbeat(millis(5_000))
            .suspect(millis(20_000))
            .dead(millis(120_000))
            .aggregation(millis(1_000))
            .handshake(millis(30_000))
            .retryMin(millis(1_000))
            .retryMax(millis(60_000))
            .startup(millis(600_000))
            .collective(millis(7_200_000))
            .drainMargin(millis(30_000), false)
            .masterLease(millis(2_400_000))
            .termGrace(millis(25_000))
            .waitingWarn(millis(120_000)));

    private final Timing timing;

    Profile(Timing.Builder timing) {
        this.timing = timing.build();
    }

    /** Returns the times. */
    public Timing timing() {
        return timing;
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }
}
