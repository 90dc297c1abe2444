package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.HangWorkload;
import java.util.PrimitiveIterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tasks keep their promises while handlers hang, threads die and nodes are killed. {@code -Dcomm.sim.tasks=1000000} is
 * the long run. {@code -Dcomm.parallel=2} runs two clusters at a time.
 */
class MillionTasksTest {
    private static final int TASKS = Integer.getInteger("comm.sim.tasks", 3_000);
    private static final int PARALLEL = Integer.getInteger("comm.parallel", 1);

    private final PrimitiveIterator.OfLong seeds =
            Seeds.of("million tasks", Integer.MAX_VALUE).iterator();
    private final TaskTotals totals = new TaskTotals();

    @Test
    void w2_eachTaskEndsOnceWithTheTruthWhileHandlersHangAndNodesAreKilled()
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(PARALLEL);
        try {
            for (Future<?> worker : IntStream.range(0, PARALLEL)
                    .mapToObj(number -> workers.submit(this::work))
                    .toList()) {
                worker.get();
            }
        } finally {
            workers.shutdownNow();
        }
        System.out.println(totals);
        assertThat(totals.failures()).isEmpty();
        if (System.getProperty("comm.seed", "").isBlank()) {
            assertThat(totals.tasks()).isGreaterThanOrEqualTo(TASKS);
            assertThat(totals.kills()).as("nodes and threads that were killed").isPositive();
            assertThat(totals.hangs()).as("handlers that overran their timeout").isPositive();
        }
    }

    private void work() {
        for (Long seed = next(); seed != null; seed = next()) {
            try {
                totals.add(HangWorkload.large(Replay.of(seed)).runUnchecked());
            } catch (RuntimeException | AssertionError e) {
                totals.fail(seed, e.toString());
            }
        }
    }

    private synchronized Long next() {
        return totals.tasks() < TASKS && seeds.hasNext() ? seeds.next() : null;
    }
}
