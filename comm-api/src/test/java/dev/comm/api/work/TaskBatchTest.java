package dev.comm.api.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskBatchTest {
    private static final String HALF = "a\ud83db";
    private static final TaskBatch<Integer, Integer> BATCH = TaskBatch.of("square", List.of(1, 2), Integer.class);

    private static List<UnaryOperator<TaskBatch<Integer, Integer>>> neverRight() {
        return List.of(
                batch -> batch.estimate(Duration.ofNanos(-1)),
                batch -> batch.estimate(Duration.ofSeconds(Long.MIN_VALUE)),
                batch -> batch.timeout(Duration.ZERO),
                batch -> batch.timeout(Duration.ofSeconds(Long.MIN_VALUE)),
                batch -> batch.attempts(0),
                batch -> batch.attempts(-5),
                batch -> batch.retries(-1),
                batch -> batch.retries(Integer.MIN_VALUE),
                batch -> batch.onRank(0),
                batch -> batch.onRank(-1),
                batch -> batch.onRank(Integer.MIN_VALUE),
                batch -> batch.onLabel(""),
                batch -> batch.onLabel(HALF),
                batch -> batch.onLabel("x".repeat(100_000)),
                batch -> TaskBatch.of("", List.of(1), Integer.class),
                batch -> TaskBatch.of(HALF, List.of(1), Integer.class),
                batch -> TaskBatch.of("x".repeat(101), List.of(1), Integer.class));
    }

    @ParameterizedTest
    @MethodSource("neverRight")
    void whatCanNeverBeRightIsRefusedAtOnce(UnaryOperator<TaskBatch<Integer, Integer>> change) {
        assertThatThrownBy(() -> change.apply(BATCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)(give|shorten|remove) .*");
    }

    private static List<UnaryOperator<TaskBatch<Integer, Integer>>> missing() {
        return List.of(
                batch -> batch.onLabel(null),
                batch -> TaskBatch.of(null, List.of(1), Integer.class),
                batch -> TaskBatch.of("square", null, Integer.class),
                batch -> TaskBatch.of("square", List.of(1), null));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void whatIsMissingIsNamed(UnaryOperator<TaskBatch<Integer, Integer>> change) {
        assertThatThrownBy(() -> change.apply(BATCH))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("give ");
    }

    @Test
    void everyOptionHasItsExtremes() {
        TaskBatch.Options options = BATCH.estimate(null)
                .estimate(Duration.ofSeconds(Long.MAX_VALUE))
                .timeout(null)
                .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                .priority(Integer.MIN_VALUE)
                .attempts(Integer.MAX_VALUE)
                .retries(Integer.MAX_VALUE)
                .onRank(Integer.MAX_VALUE)
                .onLabel("x".repeat(100))
                .options();
        assertThat(options.label()).hasSize(100);
        assertThat(options.rank()).isEqualTo(Integer.MAX_VALUE);
    }
}
