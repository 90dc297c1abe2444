package dev.comm.core.machine;

import static dev.comm.core.machine.Nanos.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sums and differences at the limits of the clock. {@code never} is the largest time and {@code least} the smallest.
 */
class NanosTest {
    private static final long LEAST = Long.MIN_VALUE;

    @ParameterizedTest(name = "{1} after {0} is {2}")
    @CsvSource({
        "0, 0, 0",
        "5, 3, 8",
        "5, -8, -3",
        "-5, 8, 3",
        "-5, -3, -8",
        "never-1, 0, never-1",
        "never-1, 1, never",
        "never-1, 2, never",
        "1, never-2, never-1",
        "1, never-1, never",
        "2, never-1, never",
        "never-1, never-1, never",
        "0, never, never",
        "-5, never, never",
        "least, never, never",
        "least, never-1, -2",
        "least, 0, least",
        "least+1, -1, least",
        "least, -1, least",
        "-5, least, least",
        "0, least, least",
        "never, 0, never",
        "never, 7, never",
        "never, -7, never",
        "never, least, never",
        "never, never, never",
    })
    void aTimeBeyondTheRangeIsNever(String time, String length, String sum) {
        assertThat(Nanos.after(nanos(time), nanos(length))).isEqualTo(nanos(sum));
    }

    @ParameterizedTest(name = "{2} from {0} until {1}")
    @CsvSource({
        "5, 8, 3",
        "8, 5, -3",
        "-5, 3, 8",
        "0, never-1, never-1",
        "-1, never-1, never",
        "-2, never-1, never",
        "least, 0, never",
        "least, -1, never",
        "least, least, 0",
        "0, least, least",
        "1, least, least",
        "never-1, least, least",
        "0, never, never",
        "-5, never, never",
        "5, never, never",
        "never, never, never",
        "never, 0, least+1",
    })
    void theLengthUntilATimeNeverWraps(String now, String time, String length) {
        assertThat(Nanos.until(nanos(now), nanos(time))).isEqualTo(nanos(length));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S, 0",
        "PT1.5S, 1500000000",
        "PT-1.5S, -1500000000",
        "PT9223372035.999999999S, 9223372035999999999",
        "PT9223372037S, never",
        "PT-9223372037S, least",
        "PT9223372036854775807S, never",
        "PT-9223372036854775808S, least",
    })
    void aDurationThatDoesNotFitIsNever(Duration duration, String length) {
        assertThat(Nanos.of(duration)).isEqualTo(nanos(length));
    }

    @ParameterizedTest
    @ValueSource(longs = {LEAST, LEAST + 1, -1, 0, 1, NEVER - 1})
    void whatIsLaterThanNowIsNeverBeforeIt(long now) {
        for (long length : new long[] {0, 1, 1_000_000_000, NEVER - 1, NEVER}) {
            long time = Nanos.after(now, length);
            assertThat(time).as("%d after %d", length, now).isGreaterThanOrEqualTo(now);
            assertThat(Nanos.until(now, time)).as("until that time").isGreaterThanOrEqualTo(length);
        }
    }

    private static long nanos(String text) {
        if (text.startsWith("never")) {
            return NEVER + offset(text, "never");
        }
        return text.startsWith("least") ? LEAST + offset(text, "least") : Long.parseLong(text);
    }

    private static long offset(String text, String word) {
        return text.equals(word) ? 0 : Long.parseLong(text.substring(word.length()));
    }
}
