package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.Verdict;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Examples of the scenarios of users: a planned crash, chaos with properties, and frames that are held back. */
class ScenarioTest {
    @ClusterTest(nodes = 3, seeds = 20)
    void theMasterIsReleasedWithTheSurvivors(SimCluster cluster) {
        AtomicReference<Verdict> verdict = new AtomicReference<>();
        cluster.program(comm -> {
            Cluster.pause(Duration.ofMillis(comm.rank() == 2 ? 100 : 300));
            Verdict own = comm.barrier();
            if (comm.rank() == 0) {
                verdict.set(own);
            }
        });
        cluster.node(2).crashAt(Duration.ofMillis(200));
        cluster.always(
                "no dead node in a result",
                () -> verdict.get() == null
                        || verdict.get().survivors().stream()
                                .allMatch(rank -> cluster.member(rank).isRunning()));
        Run run = cluster.run();
        assertThat(verdict.get().survivors()).containsExactly(0, 1, 3);
        assertThat(verdict.get().departures().get(2).cause()).isIn(Cause.CLOSED, Cause.RESET);
        assertThat(run.duration()).isLessThan(Duration.ofSeconds(1));
    }

    @ClusterTest(nodes = 5, seeds = 20)
    void everyRoundEndsAndIsOrdered(SimCluster cluster) {
        List<Collected<String>> rounds = new ArrayList<>();
        int count = 3 + cluster.workload().nextInt(18);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(4)));
        cluster.program(comm -> {
            for (int round = 0; round < count; round++) {
                collectInto(rounds, comm.rank() == 0, () -> comm.collect(comm.rank() + "#" + comm.size()));
            }
        });
        cluster.chaos(
                FaultMix.of(FaultKind.CRASH, FaultKind.FREEZE, FaultKind.CUT, FaultKind.CLOG, FaultKind.SLOW),
                Duration.ofSeconds(3));
        cluster.always(
                "one value of each survivor, in the order of ranks",
                () -> rounds.stream()
                        .allMatch(round -> round.present()
                                .equals(round.verdict().survivors().stream()
                                        .map(rank -> rank + "#" + cluster.size())
                                        .toList())));
        cluster.sometimes(
                "a round was complete",
                () -> rounds.stream().anyMatch(round -> round.verdict().isComplete()));
        Run run = cluster.run();
        assertThat(run.sometimes()).containsOnlyKeys("a round was complete");
    }

    private static void collectInto(List<Collected<String>> rounds, boolean master, Supplier<Collected<String>> call) {
        try {
            Collected<String> collected = call.get();
            if (master) {
                rounds.add(collected);
            }
        } catch (CollectiveTimeoutException agreed) {
            // All members got the same exception.
        }
    }

    @Test
    void aNodeWhoseFirstFrameIsHeldBackIsThereAfterItsRelease() {
        SimCluster cluster = new SimCluster(3, 0xC0FFEE).program(comm -> comm.barrier());
        List<Frame> seen = new ArrayList<>();
        cluster.node(1).at(Step.of(Step.When.SENDING, FrameType.HELLO), 1, () -> {
            Hold hold = cluster.network().link(1, 0).hold();
            cluster.after(Duration.ofSeconds(1), () -> {
                seen.addAll(hold.inFlight());
                hold.release();
            });
        });
        Run run = cluster.run();
        assertThat(seen).extracting(Frame::type).contains(FrameType.HELLO);
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2, 3);
        assertThat(run.duration()).isGreaterThan(Duration.ofSeconds(1));
    }
}
