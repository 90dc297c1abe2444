package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.TaskFailedException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Tasks whose inputs come from an iterator, one after the other. */
class EndlessInputsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Handlers SQUARE = Handlers.of("square", Integer.class, Integer.class, n -> n * n);

    @ClusterTest(nodes = 3, seeds = 20)
    void t1_eachInputHasOneOutcomeWhileNodesFail(SimCluster cluster) {
        SortedMap<Integer, Integer> squares = new TreeMap<>();
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(1, LONG);
            Counting inputs = new Counting(400);
            TaskBatch<Integer, Integer> batch =
                    TaskBatch.from("square", inputs, Integer.class).lookAhead(16);
            try (TaskRun<Integer> run = master.submit(batch)) {
                assertThat(run.counts().total()).isEqualTo(-1);
                int taken = 0;
                for (TaskOutcome<Integer> outcome : run) {
                    assertThat(squares.put(outcome.index(), outcome.value())).isNull();
                    assertThat(inputs.next - ++taken).isLessThanOrEqualTo(16 + 256);
                }
                assertThat(run.counts().total()).isEqualTo(400);
                assertThat(run.counts().done()).isEqualTo(400);
            }
            master.shutdownComputeNodes(LONG);
        });
        cluster.node(1).crashAt(Duration.ofMillis(30));
        cluster.node(2).crashAt(Duration.ofMillis(60));
        cluster.run();
        assertThat(squares)
                .hasSize(400)
                .allSatisfy((n, square) -> assertThat(square).isEqualTo(n * n));
    }

    @ClusterTest(nodes = 3, seeds = 20)
    void t2_everyOutcomeComesInAStorm(SimCluster cluster) {
        int[] count = {0};
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(1, LONG);
            try (TaskRun<Integer> run = master.submit(TaskBatch.from("square", new Counting(3000), Integer.class)
                    .attempts(100)
                    .waitForNodes(Duration.ofMinutes(2)))) {
                run.forEach(outcome -> count[0]++);
            }
            master.shutdownComputeNodes(LONG);
        });
        cluster.chaos(FaultMix.everything(), Duration.ofSeconds(1)).limit(Duration.ofMinutes(10));
        cluster.mayThrow(RuntimeException.class);
        if (cluster.run().ending(0).kind() == Ending.Kind.RETURNED) {
            assertThat(count[0]).isEqualTo(3000);
        }
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void anIteratorThatThrowsEndsTheRunAfterTheOutcomesOfItsTasks(SimCluster cluster) {
        IllegalStateException broken = new IllegalStateException("the file ended in the middle of a line");
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(2, LONG);
            Iterator<Integer> inputs = IntStream.range(0, 1500)
                    .peek(n -> {
                        if (n == 1400) {
                            throw broken;
                        }
                    })
                    .iterator();
            TaskRun<Integer> run = master.submit(TaskBatch.from("square", inputs, Integer.class));
            int[] done = {0};
            assertThatThrownBy(() -> run.forEach(outcome -> done[0] += outcome.isDone() ? 1 : 0))
                    .isSameAs(broken);
            assertThat(done[0]).isEqualTo(1400);
            assertThat(run.counts().total()).isEqualTo(1400);
            master.shutdownComputeNodes(LONG);
        });
        cluster.run();
    }

    @ClusterTest(nodes = 1, seeds = 10)
    void w2_aRunWithoutNodesEndsWithTheReasonAndTakesNoMoreInputs(SimCluster cluster) {
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(1, LONG);
            Counting inputs = new Counting(Integer.MAX_VALUE);
            TaskRun<Integer> run =
                    master.submit(TaskBatch.from("sqare", inputs, Integer.class).waitForNodes(Duration.ofSeconds(5)));
            int[] failed = {0};
            assertThatThrownBy(() -> run.forEach(outcome -> failed[0] += outcome.isDone() ? 0 : 1))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageStartingWith("check the handler's name: no node serves 'sqare'")
                    .hasMessageEndingWith("; the inputs after the first " + inputs.next + " were not taken");
            assertThat(failed[0]).isEqualTo(inputs.next);
            master.shutdownComputeNodes(LONG);
        });
        cluster.run();
    }

    /** The node has served for long, so no event but the inputs themselves starts the wait for a node. */
    @ClusterTest(nodes = 1, seeds = 5)
    void w2_aRunEndsAlsoIfItsNodesHaveServedForLong(SimCluster cluster) {
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(1, LONG);
            Cluster.pause(LONG);
            TaskRun<Integer> run = master.submit(
                    TaskBatch.from("sqare", new Counting(300), Integer.class).waitForNodes(Duration.ofSeconds(5)));
            int[] failed = {0};
            run.forEach(outcome -> failed[0] += outcome.isDone() ? 0 : 1);
            assertThat(failed[0]).isEqualTo(300);
            master.shutdownComputeNodes(LONG);
        });
        assertThat(cluster.run().duration()).isLessThan(Duration.ofMinutes(2));
    }

    @ClusterTest(nodes = 1, seeds = 5)
    void aBatchOfAnIteratorIsSubmittedOnce(SimCluster cluster) {
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(1, LONG);
            TaskBatch<Integer, Integer> batch = TaskBatch.from("square", new Counting(3), Integer.class);
            assertThatThrownBy(batch::inputs).isInstanceOf(IllegalStateException.class);
            closeAtOnce(master, batch);
            assertThatThrownBy(() -> master.submit(batch))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("make a new batch with a new iterator");
            assertThatThrownBy(() -> batch.lookAhead(-1)).isInstanceOf(IllegalArgumentException.class);
            master.shutdownComputeNodes(LONG);
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 5)
    void outcomesDoNotWaitForAnIteratorThatComputesItsInputs(SimCluster cluster) {
        Duration each = Duration.ofMillis(100);
        cluster.serve(SQUARE, master -> {
            master.awaitComputeNodes(2, LONG);
            Iterator<Integer> inputs =
                    IntStream.range(0, 200).peek(n -> Cluster.pause(each)).iterator();
            Duration before = cluster.now();
            try (TaskRun<Integer> run = master.submit(TaskBatch.from("square", inputs, Integer.class))) {
                assertThat(cluster.now().minus(before)).as("submit").isLessThan(each.multipliedBy(3));
                run.iterator().next();
                assertThat(cluster.now().minus(before)).as("first outcome").isLessThan(each.multipliedBy(20));
            }
            master.shutdownComputeNodes(LONG);
        });
        cluster.run();
    }

    private static void closeAtOnce(MasterRole master, TaskBatch<Integer, Integer> batch) {
        try (TaskRun<Integer> run = master.submit(batch)) {
            run.cancel();
            run.forEach(outcome -> assertThat(outcome.isDone()).isFalse());
        }
    }

    /** The numbers from 0 on. */
    private static final class Counting implements Iterator<Integer> {
        private final int end;
        private int next;

        Counting(int end) {
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Integer next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return next++;
        }
    }
}
