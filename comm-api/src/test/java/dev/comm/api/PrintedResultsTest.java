package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.error.LimitException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The output of a program that prints a result. */
class PrintedResultsTest {
    @Test
    void valuesAndFailuresStandInTheText() {
        Answer<Integer> value = Answer.present(0, 42);
        Answer<Integer> failure = Answer.failed(1, new LimitException("too long"));

        assertThat(new Collected<>(Map.of(0, value, 1, failure), null))
                .hasToString("Collected[slots=[" + value + ", " + failure + "], verdict=null]");
        assertThat(Answer.present(3, "done").toString()).contains("rank=3", "done");
        assertThat(Answer.failed(3, new LimitException("too long")).toString()).contains("rank=3", "too long");
        assertThat(Answer.departed(new Departure(3, 7, Cause.HUNG, "")).toString())
                .contains("rank=3", "HUNG");
    }
}
