package dev.comm.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Run;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static SimCluster barriers(long seed) {
        SimCluster cluster = new SimCluster(2, seed);
        return cluster.program(comm -> {
            for (int round = 0; round < 5; round++) {
                Cluster.pause(Duration.ofMillis(10));
                comm.barrier();
            }
        });
    }

    private static AtomicInteger decisions(SimCluster cluster) {
        AtomicInteger count = new AtomicInteger();
        cluster.listen(each -> count.addAndGet(each instanceof Occurrence.Returned ? 1 : 0));
        return count;
    }

    @Test
    void whatAlwaysHoldsIsNoBreach() {
        SimCluster cluster = barriers(1);
        AtomicInteger count = decisions(cluster);
        Run run = cluster.always("never negative", () -> count.get() >= 0).run();
        assertThat(run.breaches()).isEmpty();
        assertThat(count.get()).isEqualTo(15);
    }

    @Test
    void whatDoesNotAlwaysHoldIsReportedOnceWithItsTimeAndEventAndTheRunGoesOn() {
        SimCluster cluster = barriers(1);
        AtomicInteger count = decisions(cluster);
        Run run = cluster.always("fewer than seven", () -> count.get() < 7).runUnchecked();
        assertThat(count.get()).isEqualTo(15);
        assertThat(run.breaches()).hasSize(1);
        assertThat(run.breaches().get(0))
                .matches("always 'fewer than seven': broke at t=\\d+\\.\\d{6} s, event [\\d,]+");
        assertThatThrownBy(run::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("always 'fewer than seven'")
                .hasMessageContaining("seed 0x1");
    }

    @Test
    void aPropertyThatThrowsIsBroken() {
        SimCluster cluster = barriers(1);
        Run run = cluster.always("no bug in the test", () -> {
                    throw new IllegalStateException("a bug in the test");
                })
                .runUnchecked();
        assertThat(run.breaches()).hasSize(1);
        assertThat(run.breaches().get(0)).contains("threw java.lang.IllegalStateException: a bug in the test");
    }

    @Test
    void whatHoldsSometimesIsCounted() {
        SimCluster cluster = barriers(1);
        AtomicInteger count = decisions(cluster);
        Run run = cluster.sometimes("more than ten", () -> count.get() > 10)
                .sometimes("more than a hundred", () -> count.get() > 100)
                .run();
        assertThat(run.sometimes()).containsOnlyKeys("more than ten", "more than a hundred");
        assertThat(run.sometimes().get("more than ten")).isPositive();
        assertThat(run.sometimes().get("more than a hundred")).isZero();
    }

    @Test
    void theSameSeedBreaksAtTheSameEvent() {
        SimCluster one = barriers(9);
        SimCluster other = barriers(9);
        AtomicInteger ones = decisions(one);
        AtomicInteger others = decisions(other);
        assertThat(one.always("few", () -> ones.get() < 4).runUnchecked().breaches())
                .isEqualTo(other.always("few", () -> others.get() < 4)
                        .runUnchecked()
                        .breaches());
    }
}
