package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.DrainWorkload;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Q1: members that are asked to end by SIGTERM, at moments that a seed draws. Each run checks all invariants. */
class DrainTest {
    private static final int NODES = DrainWorkload.NODES;
    private static final Duration UNTIL = Duration.ofSeconds(2);

    private static List<Cause> causes(Run run) {
        return run.history().of(Occurrence.Departed.class).stream()
                .map(Occurrence.Departed::cause)
                .toList();
    }

    private static boolean wasAsked(Run run) {
        return !run.history().of(Occurrence.Fault.class).isEmpty();
    }

    @Test
    void q1_noTaskIsLostOrRedoneWhenNodesAreAskedToEnd() {
        long asked = Seeds.of("drain-tasks", Extent.of(30, 300))
                .filter(seed -> {
                    Run run = DrainWorkload.cluster(Replay.of(seed)).run();
                    assertThat(run.reports(0, "done")).as("seed 0x%x", seed).containsExactly(DrainWorkload.TASKS);
                    assertThat(causes(run)).as("seed 0x%x", seed).allMatch(cause -> cause == Cause.LEFT);
                    return wasAsked(run);
                })
                .count();
        assertThat(asked).isPositive();
    }

    @Test
    void q1_aMasterThatIsAskedToEndGivesEveryTaskAnOutcome() {
        Seeds.of("drain-master", Extent.of(20, 200)).forEach(seed -> {
            SimCluster cluster = DrainWorkload.tasks(Replay.of(seed));
            cluster.at(
                    Duration.ofMillis(100 + seed % 300), () -> cluster.master().terminate());
            Run run = cluster.run();
            assertThat(run.reports(0, "done")).as("seed 0x%x", seed).hasSize(1);
            assertThat(causes(run)).as("seed 0x%x", seed).containsOnly(Cause.LEFT);
        });
    }

    @Test
    void q1_ranksLeaveAtTheirNextCollective() {
        Seeds.of("drain-ranks", Extent.of(30, 300)).forEach(seed -> {
            SimCluster cluster = new SimCluster(NODES, seed);
            cluster.program(comm -> {
                for (int step = 0; step < 20; step++) {
                    Cluster.pause(Duration.ofMillis(50 + 7L * comm.rank()));
                    comm.barrier();
                }
            });
            Run run = cluster.chaos(DrainWorkload.SIGTERM, UNTIL).run();
            assertThat(causes(run))
                    .as("seed 0x%x; without the rank that was asked too early there is no run", seed)
                    .allMatch(cause -> cause == Cause.LEFT);
        });
    }

    @Test
    void q1_allRanksAreAskedAtOnceAndRankZeroOutlivesThem() {
        Seeds.of("drain-all", Extent.of(20, 200)).forEach(seed -> {
            SimCluster cluster = new SimCluster(NODES, seed);
            cluster.program(comm -> {
                boolean isFirstSlow = seed % 2 == 0;
                long pause = 50 + 7L * (isFirstSlow ? NODES - comm.rank() : comm.rank());
                while (!comm.isLeaving()) {
                    Cluster.pause(Duration.ofMillis(pause));
                    comm.allReduce(comm.rank(), Integer::sum);
                    comm.distribute(() -> 7);
                }
            });
            cluster.at(Duration.ofMillis(300 + seed % 300), () -> {
                for (int rank = 0; rank <= NODES; rank++) {
                    cluster.member(rank).terminate();
                    cluster.member(rank).terminate();
                }
            });
            Run run = cluster.run();
            assertThat(causes(run))
                    .as("seed 0x%x", seed)
                    .containsOnly(Cause.LEFT)
                    .hasSize(NODES + 1);
            List<Occurrence.Departed> gone = run.history().of(Occurrence.Departed.class);
            assertThat(run.endings()).as("seed 0x%x", seed).noneMatch(end -> end.kind() == Ending.Kind.CRASHED);
            assertThat(gone).isNotEmpty();
        });
    }

    /** Rank 0 receives from ranks that leave. */
    @Test
    void q1_aRankThatWaitsForAMessageOfALeaverLeavesToo() {
        SimCluster cluster = new SimCluster(2, 1);
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 0) {
                comm.receive(1, Integer.class, Duration.ofMinutes(1));
            }
            while (!comm.isLeaving()) {
                Cluster.pause(Duration.ofMillis(10));
            }
        });
        cluster.at(Duration.ofMillis(300), () -> {
            for (int rank = 0; rank <= 2; rank++) {
                cluster.member(rank).terminate();
            }
        });
        assertThat(causes(cluster.run())).containsOnly(Cause.LEFT).hasSize(3);
    }

    @Test
    void q1_handlersThatOutliveTheGraceMakeNoNodeLost() {
        SimCluster cluster = new SimCluster(2, 1);
        Handlers handlers = Handlers.of("slow", Integer.class, Integer.class, (value, context) -> {
            Cluster.pause(Duration.ofSeconds(20));
            return value;
        });
        cluster.serve(handlers, master -> {
            master.awaitComputeNodes(2, Duration.ofSeconds(10));
            for (TaskOutcome<Integer> outcome : master.submit(TaskBatch.of("slow", List.of(1, 2, 3), Integer.class))) {
                cluster.report(0, "done", outcome.isDone());
            }
        });
        cluster.at(Duration.ofMillis(500), () -> {
            for (int rank = 0; rank <= 2; rank++) {
                cluster.member(rank).terminate();
            }
        });
        Run run = cluster.run();
        assertThat(causes(run)).containsOnly(Cause.LEFT);
        assertThat(run.reports(0, "done")).containsExactly(false, false, false);
    }

    @Test
    void q1_aProgramThatComputesOnIsEndedAfterTheGrace() {
        SimCluster cluster = new SimCluster(2, 1);
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 2) {
                cluster.node(2).terminate();
                Cluster.pause(Duration.ofMinutes(10));
            }
        });
        Run run = cluster.run();
        assertThat(causes(run)).containsOnly(Cause.LEFT);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
    }
}
