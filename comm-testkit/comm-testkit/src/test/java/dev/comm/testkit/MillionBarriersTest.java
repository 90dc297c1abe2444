package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import dev.comm.testkit.engine.BarrierWorkload;
import dev.comm.testkit.engine.Replay;
import java.util.PrimitiveIterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Barriers keep their promises while members are killed and replaced. {@code -Dcomm.sim.barriers=1000000} is the long
 * run. {@code -Dcomm.parallel=2} runs two clusters at a time.
 */
class MillionBarriersTest {
    private static final int BARRIERS = Integer.getInteger("comm.sim.barriers", Extent.of(1_500, 10_000));
    private static final int PARALLEL = Integer.getInteger("comm.parallel", 1);

    /** The published test of MPI's fault-tolerant agreement had 146,213 failures in 969,739 agreements. */
    private static final double CRASHES_PER_BARRIER_MIN = 0.15;

    private final PrimitiveIterator.OfLong seeds =
            Seeds.of("barriers", Integer.MAX_VALUE).iterator();
    private final BarrierTotals totals = new BarrierTotals();

    @Test
    void everyPromiseIsKeptWhileMembersAreKilledAtBarriers() throws InterruptedException, ExecutionException {
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
            assertThat(totals.barriers()).isGreaterThanOrEqualTo(BARRIERS);
            assertThat(totals.crashesPerBarrier())
                    .as("crashes of members for each barrier")
                    .isGreaterThanOrEqualTo(CRASHES_PER_BARRIER_MIN);
        }
    }

    private void work() {
        for (Long seed = next(); seed != null; seed = next()) {
            try {
                totals.add(BarrierWorkload.cluster(Replay.of(seed)).runUnchecked());
            } catch (RuntimeException | AssertionError e) {
                totals.fail(seed, e.toString());
            }
        }
    }

    private synchronized Long next() {
        return totals.barriers() < BARRIERS && seeds.hasNext() ? seeds.next() : null;
    }
}
