package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * No rank is refused a collective because of the moment of its call. A refusal would break the communicator for all.
 */
class ManyOpenCollectivesTest {
    private static final int CALLS = 20;
    private static final Duration LONG = Duration.ofSeconds(20);

    @ClusterTest(nodes = 1, seeds = 100)
    void twoRanksMayOpenMoreThanTheWindow(SimCluster cluster) {
        open(cluster);
    }

    @ClusterTest(nodes = 4, seeds = 40)
    void fiveRanksMayOpenMoreThanTheWindow(SimCluster cluster) {
        open(cluster);
    }

    @ClusterTest(nodes = 7, seeds = 40)
    void eightRanksMayOpenMoreThanTheWindow(SimCluster cluster) {
        open(cluster);
    }

    private static void open(SimCluster cluster) {
        cluster.program(comm -> {
            List<CompletionStage<Collected<Integer>>> stages = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                stages.add(comm.async().collect(100 * i + comm.rank()));
            }
            assertThat(comm.barrier().isComplete()).isTrue();
            for (int i = 0; i < CALLS; i++) {
                Collected<Integer> all = SimCluster.await(stages.get(i), LONG);
                assertThat(all.verdict().isComplete()).isTrue();
                if (comm.rank() == 0) {
                    assertThat(all.at(0).value()).isEqualTo(100 * i);
                    assertThat(all.at(1).value()).isEqualTo(100 * i + 1);
                }
            }
        });
        plays(cluster);
    }

    /**
     * Lets rank 0 give up more calls than may be open before rank 1 makes the first. Rank 1 gets the verdicts and
     * stays.
     */
    @ClusterTest(nodes = 2, seeds = 20)
    void aRankThatComesLateToManyCallsStaysAMember(SimCluster cluster) {
        cluster.program(comm -> {
            Communicator brief = comm.with(CallOptions.DEFAULT.timeout(Duration.ofMillis(50)));
            if (comm.rank() == 1) {
                SimCluster.pause(Duration.ofSeconds(4));
            }
            for (int i = 0; i < CALLS; i++) {
                assertThatThrownBy(() -> brief.distribute(() -> "part")).isInstanceOf(CollectiveTimeoutException.class);
            }
            assertThat(comm.distribute(() -> "value").value()).isEqualTo("value");
        });
        plays(cluster);
    }

    private static void plays(SimCluster cluster) {
        Run run = cluster.run();
        for (Ending ending : run.endings()) {
            assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
        }
    }
}
