package dev.comm.testkit.sim;

import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.history.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** A batch that loses all of its nodes for good. The tasks that are left then fail in time. */
public final class DesertedWorkload {
    private static final String WORK = "work";
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final Duration COST = Duration.ofMillis(20);

    /** The time until silence is noticed, and a margin. */
    private static final long SPARE_NANOS = 5_000_000_000L;

    private static final int FIRST_MILLIS = 100;
    private static final int SPREAD_MILLIS = 1_500;

    private final SimCluster cluster;
    private final int tasks;
    private final long lastNanos;

    private DesertedWorkload(SimCluster cluster, SplittableRandom shape) {
        this.cluster = cluster;
        this.tasks = 200 + cluster.workload().nextInt(400);
        long last = 0;
        for (SimMember node : cluster.nodes()) {
            Duration end = Duration.ofMillis(FIRST_MILLIS + shape.nextInt(SPREAD_MILLIS));
            cluster.at(end, shape.nextInt(3) == 0 ? node::vanish : node::crash);
            last = Math.max(last, end.toNanos());
        }
        this.lastNanos = last;
    }

    /** Returns a cluster with one to three nodes, none of which lives longer than two seconds. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(1 + shape.nextInt(3), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        declare((SimCluster) cluster, new SplittableRandom(cluster.seed())).run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape) {
        int credit = 1 << shape.nextInt(5);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(20)).credit(credit));
        DesertedWorkload workload = new DesertedWorkload(cluster, shape);
        cluster.mayThrow(NotAdmittedException.class); // a node that starts when the work is done
        cluster.serve(Handlers.of(WORK, Long.class, Long.class, DesertedWorkload::work), workload::master);
        return cluster.limit(Duration.ofMinutes(5));
    }

    private static Long work(Long input) {
        SimCluster.pause(COST);
        return input * input;
    }

    private void master(MasterRole master) {
        master.awaitComputeNodes(1, Duration.ofSeconds(20));
        List<Long> inputs = LongStream.range(0, tasks).boxed().toList();
        long now = cluster.now().toNanos();
        add(new Occurrence.BatchSubmitted(now, WORK, tasks, true, WORK, 0));
        add(new Occurrence.BatchDue(now, WORK, tasks, lastNanos + WAIT.toNanos() + SPARE_NANOS));
        TaskBatch<Long, Long> batch = TaskBatch.of(WORK, inputs, Long.class);
        master.submit(batch.attempts(20).waitForNodes(WAIT)).forEach(this::ended);
        // The run continues, so that a late end becomes visible.
        SimCluster.pause(Duration.ofSeconds(20));
        master.shutdownComputeNodes(Duration.ofSeconds(5));
    }

    private void ended(TaskOutcome<Long> outcome) {
        boolean right = outcome.isDone() && Objects.equals(outcome.value(), (long) outcome.index() * outcome.index());
        add(new Occurrence.TaskEnded(
                cluster.now().toNanos(),
                WORK,
                outcome.index(),
                outcome.isDone(),
                right,
                String.valueOf(outcome.failure())));
    }

    private void add(Occurrence occurrence) {
        SimInsides.recorder(cluster).add(occurrence);
    }
}
