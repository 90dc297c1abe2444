package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Input: the output of a command that tells the time left. */
@Tag("fuzz")
class SlurmTimeFuzzTest {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** A wrong output is no limit: the program must not end because a command of the site prints a warning. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aTimeIsBoundedOrUnknown(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        isUsable(TimeLeft.ofSqueue(text));
        isUsable(TimeLeft.ofFlux(text));
        try {
            SlurmTime.parse(text).ifPresent(time -> assertThat(time).isBetween(Duration.ZERO, LONGEST));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("write a time as ").hasSizeLessThan(200);
        }
    }

    private static void isUsable(Optional<Duration> left) {
        left.ifPresent(time -> assertThat(time).isBetween(Duration.ofSeconds(1), LONGEST));
    }
}
