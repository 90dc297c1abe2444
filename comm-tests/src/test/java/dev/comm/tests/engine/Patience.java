package dev.comm.tests.engine;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Times for real processes on a busy machine. No member that only waits for a processor is declared dead. */
public final class Patience {
    private static final Timing FAST = Profile.FAST.timing();

    private Patience() {}

    /** Returns long times, for tests in which no member is silent, so that the times have no effect. */
    public static UnaryOperator<CommConfig.Builder> ample() {
        return builder -> builder.timing(timing(Duration.ofSeconds(20), Duration.ofSeconds(60)));
    }

    /** Returns times for tests that wait until a member is declared dead. */
    public static UnaryOperator<CommConfig.Builder> untilDead() {
        return builder -> builder.timing(timing(Duration.ofSeconds(4), Duration.ofSeconds(10)));
    }

    /** Returns times for tests in which the master dies. They limit how long a program without calls continues. */
    public static UnaryOperator<CommConfig.Builder> shortLease() {
        return builder -> builder.timing(timing(Duration.ofSeconds(20), Duration.ofSeconds(2)));
    }

    /** Returns times for tests in which a handler that does not end keeps its slot. */
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
