package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** W2 over whole clusters: a batch ends although no node can take its tasks. */
class UnservedBatchTest {
    private static final Handlers SQUARE = Handlers.of("square", Integer.class, Integer.class, n -> {
        Cluster.pause(Duration.ofSeconds(1));
        return n * n;
    });

    private final List<TaskOutcome<Integer>> outcomes = new ArrayList<>();
    private final List<TaskOutcome<Integer>> others = new ArrayList<>();
    private Duration waited;

    @ClusterTest(nodes = 2, seeds = 10)
    void w2_aBatchWithAMisspeltHandlerEndsWithTheReason(SimCluster cluster) {
        cluster.configure(config -> config.waitForNodes(Duration.ofSeconds(20)));
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(2, Duration.ofSeconds(5));
            run(cluster, master, TaskBatch.of("sqare", List.of(1, 2, 3), Integer.class));
            master.submit(TaskBatch.of("square", List.of(4), Integer.class)).forEach(others::add);
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        cluster.run();
        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(outcome.failure())
                        .hasMessageStartingWith(
                                "check the handler's name: no node serves 'sqare' for 3 tasks; served: 'square'; they"
                                        + " fail after 20 s without such a node; task ")
                        .extracting(failure -> failure.attempts().size())
                        .isEqualTo(0));
        assertThat(waited).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        assertThat(others).extracting(TaskOutcome::value).containsExactly(16);
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void w2_aBatchWhoseLastNodeIsGoneEndsWithWhatIsDone(SimCluster cluster) {
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(2, Duration.ofSeconds(5));
            run(cluster, master, tenSquares().waitForNodes(Duration.ofSeconds(4)));
        });
        cluster.node(1).crashAt(Duration.ofMillis(1_500));
        cluster.node(2).crashAt(Duration.ofMillis(2_800));
        cluster.run();
        assertThat(outcomes).hasSize(10);
        assertThat(outcomes).filteredOn(TaskOutcome::isDone).isNotEmpty();
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.isDone())
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.failure())
                        .hasMessageStartingWith("see why rank 2 departed (")
                        .hasMessageContaining("or start a compute node: no node is left that can take "));
        assertThat(waited).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void w2_aBatchGoesOnIfANodeComesInTime(SimCluster cluster) {
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(2, Duration.ofSeconds(5));
            run(cluster, master, tenSquares().waitForNodes(Duration.ofSeconds(10)));
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        cluster.node(1).crashAt(Duration.ofMillis(1_500));
        cluster.node(2).crashAt(Duration.ofMillis(1_500));
        cluster.at(Duration.ofSeconds(8), () -> cluster.node(1).restart());
        cluster.run();
        assertThat(outcomes).hasSize(10).allMatch(TaskOutcome::isDone);
    }

    private static TaskBatch<Integer, Integer> tenSquares() {
        return TaskBatch.of("square", List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), Integer.class);
    }

    private void run(Cluster cluster, MasterRole master, TaskBatch<Integer, Integer> batch) {
        outcomes.clear();
        others.clear();
        Duration begin = cluster.now();
        master.submit(batch).forEach(outcomes::add);
        waited = cluster.now().minus(begin);
    }
}
