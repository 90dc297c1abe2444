package dev.comm.testkit.sim;

import dev.comm.api.error.CommException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Nodes that offer their work for a limited time, and expire during tasks. Other nodes join after them. */
public final class LiveTimeWorkload {
    private static final String HANDLER = "work";

    private final SimCluster cluster;
    private final int tasks;
    private final Duration cost;
    private final Duration estimate;

    private LiveTimeWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        this.tasks = 5 + random.nextInt(40);
        this.cost = Duration.ofMillis(1 + random.nextInt(600));
        this.estimate = random.nextInt(3) == 0 ? null : cost;
    }

    /**
     * Returns a cluster with two to five nodes. All but the last expire after one to six seconds, and half of them
     * return.
     */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(4), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        declare((SimCluster) cluster, new SplittableRandom(cluster.seed())).run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape) {
        int slots = 1 + shape.nextInt(2);
        int credit = 1 << shape.nextInt(5);
        long[] lives = new long[cluster.size()];
        for (int rank = 1; rank < cluster.size() - 1; rank++) {
            lives[rank] = 1_000 + shape.nextInt(5_000);
        }
        cluster.configure(builder -> {
            builder.timeout(Duration.ofSeconds(20)).slots(slots).credit(credit);
            long millis = lives[builder.build().rank()];
            return millis == 0 ? builder : builder.liveTime(Duration.ofMillis(millis));
        });
        cluster.network(Conditions.drawn(cluster.faults()));
        LiveTimeWorkload workload = new LiveTimeWorkload(cluster);
        cluster.serve(Handlers.of(HANDLER, Long.class, Long.class, workload::square), workload::master);
        cluster.mayThrow(CommException.class);
        for (int rank = 1; rank < cluster.size() - 1; rank++) {
            if (cluster.faults().nextBoolean()) {
                SimMember node = cluster.node(rank);
                cluster.at(Duration.ofMillis(lives[rank] + cluster.faults().nextInt(4_000)), node::restart);
            }
        }
        return cluster.limit(Duration.ofMinutes(5));
    }

    private Long square(Long input) {
        SimCluster.pause(cost);
        return input * input;
    }

    private void master(MasterRole master) {
        master.awaitComputeNodes(1, Duration.ofSeconds(20));
        List<Long> inputs = new ArrayList<>();
        for (long i = 0; i < tasks; i++) {
            inputs.add(i);
        }
        TaskBatch<Long, Long> plain = TaskBatch.of(HANDLER, inputs, Long.class);
        TaskBatch<Long, Long> batch = estimate == null ? plain : plain.estimate(estimate);
        long estimated = estimate == null ? 0 : estimate.toNanos();
        SimInsides.recorder(cluster)
                .add(new Occurrence.BatchSubmitted(cluster.now().toNanos(), HANDLER, tasks, false, HANDLER, estimated));
        try (TaskRun<Long> run = master.submit(batch)) {
            for (TaskOutcome<Long> outcome : run) {
                boolean right = outcome.isDone() && outcome.value() == (long) outcome.index() * outcome.index();
                SimInsides.recorder(cluster)
                        .add(new Occurrence.TaskEnded(
                                cluster.now().toNanos(),
                                HANDLER,
                                outcome.index(),
                                outcome.isDone(),
                                right,
                                String.valueOf(outcome.failure())));
            }
        }
        master.shutdownComputeNodes(Duration.ofSeconds(5));
    }
}
