package dev.comm.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a user tests a program. */
class ClusterTestTest {
    @ClusterTest(nodes = 4, seeds = 40)
    void survivorsAgreeWhenANodeCrashesAfterItsArrival(SimCluster cluster) {
        // The others come later, so that the instance is open when it dies.
        cluster.program(comm -> {
            SimCluster.pause(Duration.ofMillis(comm.rank() == 2 ? 0 : 5));
            comm.barrier();
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 3, 4);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
    }

    @ClusterTest(nodes = 3, seeds = 20)
    void withoutFaultsAllSurvive(SimCluster cluster) {
        List<Long> sums = new ArrayList<>();
        cluster.program(
                comm -> sums.add(comm.allReduce(1L << comm.rank(), Long::sum).value()));
        assertThat(cluster.run().agreedVerdict().isComplete()).isTrue();
        assertThat(sums).containsExactly(15L, 15L, 15L, 15L);
    }

    @ClusterTest(nodes = 2, seeds = 20)
    void aFrozenNodeDepartsAndIsFenced(SimCluster cluster) {
        cluster.program(comm -> {
            SimCluster.pause(Duration.ofMillis(comm.rank() == 2 ? 0 : 5));
            comm.barrier();
        });
        cluster.node(2).freezeAt(Step.ARRIVE_SENT, Duration.ofSeconds(10));
        Run run = cluster.run();
        assertThat(run.duration()).isGreaterThan(Duration.ofSeconds(9));
    }

    @ClusterTest(nodes = 3, seeds = 20)
    void requestsGiveOneOutcomePerNode(SimCluster cluster) {
        List<Answer<Long>> replies = new ArrayList<>();
        cluster.serve(Handlers.of("double", Long.class, Long.class, x -> 2 * x), master -> {
            master.awaitComputeNodes(3, Duration.ofSeconds(5));
            master.sendRequest("double", 21L, Long.class).forEach(replies::add);
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        cluster.node(1).crashAt(Step.REQUEST_RECEIVED);
        cluster.run();
        assertThat(replies).extracting(Answer::rank).containsExactly(1, 2, 3);
        assertThat(replies)
                .filteredOn(Answer::isPresent)
                .extracting(Answer::value)
                .containsExactly(42L, 42L);
    }
}
