package dev.comm.api;

import java.time.Duration;
import java.util.Arrays;
import org.apiguardian.api.API;

/** Sets of times for kinds of network. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Profile {
    /** A laptop or a cluster; the default. */
    LAN(millis(1_000, 4_000, 15_000, 100, 10_000, 250, 8_000, 60_000, 600_000, 30_000, 60_000)),
    /** Tests: everything is noticed within seconds. */
    FAST(millis(200, 600, 2_000, 20, 2_000, 50, 1_000, 5_000, 30_000, 1_000, 5_000)),
    /** Long pauses and slow networks. */
    WAN(millis(5_000, 20_000, 120_000, 1_000, 30_000, 1_000, 60_000, 600_000, 7_200_000, 30_000, 2_400_000));

    private final Timing timing;

    Profile(Timing timing) {
        this.timing = timing;
    }

    /** The times. */
    public Timing timing() {
        return timing;
    }

    private static Timing millis(long... all) {
        Duration[] d = Arrays.stream(all).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        return new Timing(d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10]);
    }
}
