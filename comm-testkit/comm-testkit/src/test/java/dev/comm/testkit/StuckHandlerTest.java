package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** F16: a node with a handler that never ends does not count as dead. */
class StuckHandlerTest {
    @ClusterTest(nodes = 3, seeds = 10)
    void f16_aRequestWhoseHandlerIsStuckTimesOutAloneAndItsNodeLives(SimCluster cluster) {
        AtomicBoolean stuck = new AtomicBoolean();
        List<Answer<Integer>> replies = new ArrayList<>();
        List<Integer> living = new ArrayList<>();
        Handlers handlers = Handlers.of("work", Integer.class, Integer.class, n -> {
            if (stuck.compareAndSet(false, true)) {
                Cluster.pause(Duration.ofHours(1));
            }
            return n;
        });
        cluster.configure(config -> config.timeout(Duration.ofSeconds(3)));
        cluster.serve(handlers, master -> {
            master.awaitComputeNodes(3, Duration.ofSeconds(5));
            master.sendRequest("work", 7, Integer.class).forEach(replies::add);
            living.add(master.registry().size());
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        Run run = cluster.run();
        assertThat(replies).hasSize(3);
        assertThat(replies).filteredOn(Answer::isPresent).hasSize(2);
        assertThat(living).containsExactly(3);
        assertThat(run.duration()).isLessThan(Duration.ofSeconds(30));
    }
}
