package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

    private static TimeQuestions questions(Map<String, String> environment, String output) {
        return TimeLeft.ofSlurm(new Variables(environment), () -> output);
    }

    @Test
    void aLaterQuestionSeesANewLimit() {
        long end = Instant.now().plusSeconds(3_600).getEpochSecond();
        TimeQuestions questions = questions(Map.of("SLURM_JOB_END_TIME", Long.toString(end)), "2:00:00\n");

        assertThat(questions.first().get().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(questions.again().get())
                .as("the variable keeps the first limit")
                .contains(Duration.ofHours(2));
    }

    @Test
    void aLimitThatWasTakenAwayIsKnownFromAnAnswerThatDidNotCome() {
        assertThat(questions(Map.of(), "UNLIMITED\n").first().get()).isEmpty();
        assertThat(questions(Map.of(), "UNLIMITED\n").again().get()).contains(Duration.ofDays(365));
        assertThat(questions(Map.of(), "").again().get()).isEmpty();
        assertThat(questions(Map.of(), "slurm_load_jobs error").again().get()).isEmpty();
    }
}
