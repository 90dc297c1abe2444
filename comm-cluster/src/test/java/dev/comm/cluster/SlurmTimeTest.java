package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1:00, PT1M",
        "0:07, PT7S",
        "3:04:05, PT3H4M5S",
        "2-03:04:05, P2DT3H4M5S",
        "2-03:04, P2DT3H4M",
        "2-03, P2DT3H",
        "30, PT30M"
    })
    void aTimeHasTheFormsOfSlurm(String text, Duration time) {
        assertThat(SlurmTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNLIMITED", "NOT_SET", "INVALID", "NONE", "", " "})
    void theseAreNoLimit(String text) {
        assertThat(SlurmTime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1:2:3:4", "-1:00", "1-", ":", "99999999999999999999"})
    void anotherFormIsRefused(String text) {
        assertThatThrownBy(() -> SlurmTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("write a time as D-HH:MM:SS or MM:SS");
        assertThat(TimeLeft.ofSqueue(text))
                .as("the output of a command is no setting of the user")
                .isEmpty();
    }

    @Test
    void aTimeIsBounded() {
        assertThat(SlurmTime.parse("999999-00:00:00")).contains(Duration.ofDays(365));
        assertThat(TimeLeft.ofSqueue("0:00\n")).contains(Duration.ofSeconds(1));
        assertThat(TimeLeft.ofFlux("3599.25\n")).contains(Duration.ofSeconds(3599));
        assertThat(TimeLeft.ofFlux("infinity")).isEmpty();
    }
}
