package dev.comm.tests.engine;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Times for real processes on a machine that may be busy: nobody is taken for dead who only waits for a processor. */
public final class Patience {
    private static final Timing FAST = Profile.FAST.timing();

    private Patience() {}

    /** For tests in which nobody falls silent, so that it costs nothing to wait for long. */
    public static UnaryOperator<CommConfig.Builder> ample() {
        return builder -> builder.timing(timing(Duration.ofSeconds(20), Duration.ofSeconds(60)));
    }

    /** For tests that wait until somebody is taken for dead. */
    public static UnaryOperator<CommConfig.Builder> untilDead() {
        return builder -> builder.timing(timing(Duration.ofSeconds(4), Duration.ofSeconds(10)));
    }

    /** For tests in which the master dies: how long a program that makes no call goes on without it. */
    public static UnaryOperator<CommConfig.Builder> shortLease() {
        return builder -> builder.timing(timing(Duration.ofSeconds(20), Duration.ofSeconds(2)));
    }

    /** For tests in which a handler that does not end keeps its slot. */
    public static UnaryOperator<CommConfig.Builder> withHungHandlers() {
        return builder -> builder.timing(timing(Duration.ofSeconds(20), Duration.ofSeconds(60)).toBuilder()
                .termGrace(Duration.ofMinutes(10))
                .build());
    }

    private static Timing timing(Duration dead, Duration lease) {
        return FAST.toBuilder()
                .suspect(dead.dividedBy(3))
                .dead(dead)
                .handshake(Duration.ofSeconds(20))
                .startup(Duration.ofSeconds(60))
                .collective(Duration.ofSeconds(60))
                .masterLease(lease)
                .build();
    }
}
