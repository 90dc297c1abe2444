package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.work.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a program sees that prints a result. */
class PrintedResultsTest {
    @Test
    void valuesAndFailuresStandInTheText() {
        Arrived<Integer> value = Arrived.present(0, 42);
        Arrived<Integer> failure = Arrived.failed(1, new LimitException("too long"));

        assertThat(new Collected<>(Map.of(0, value, 1, failure), null))
                .hasToString("Collected[slots=[" + value + ", " + failure + "], verdict=null]");
        assertThat(Reply.of(3, "done").toString()).contains("rank=3", "done");
        assertThat(Reply.failed(3, new LimitException("too long")).toString()).contains("rank=3", "too long");
    }
}
