package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The drain margin for a live time. */
class DrainMarginTest {
    private static Duration margin(Timing timing, Duration time) {
        LiveTime live =
                LiveTime.of(CommConfig.builder().timing(timing).liveTime(time).build());
        live.start(0);
        return time.minusNanos(live.nextDeadlineNanos());
    }

    @Test
    void theDefaultIsTwoPercentOfALongTimeAndAtMostAQuarterOfAShortOne() {
        Timing lan = Profile.LAN.timing();
        assertThat(margin(lan, Duration.ofHours(10))).isEqualTo(Duration.ofMinutes(12));
        assertThat(margin(lan, Duration.ofMinutes(10))).isEqualTo(Duration.ofSeconds(30));
        assertThat(margin(lan, Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(15));
        assertThat(margin(Profile.FAST.timing(), Duration.ofMinutes(10))).isEqualTo(Duration.ofSeconds(12));
        assertThat(margin(lan.toBuilder().dead(Duration.ofMinutes(1)).build(), Duration.ofHours(10)))
                .as("other times do not set it")
                .isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void aMarginThatIsSetStaysUpToHalfOfTheTime() {
        Timing set = Profile.LAN.timing().toBuilder()
                .drainMargin(Duration.ofSeconds(30))
                .build();
        assertThat(margin(set, Duration.ofHours(10))).isEqualTo(Duration.ofSeconds(30));
        assertThat(margin(set, Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(margin(set, Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(20));
    }
}
