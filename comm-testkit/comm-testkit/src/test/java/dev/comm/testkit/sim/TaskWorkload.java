package dev.comm.testkit.sim;

import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.Replies;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Run;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A master that gives tasks to nodes. All nodes but one may be lost at any time, and some return. */
public final class TaskWorkload {
    private final SimCluster cluster;
    private final int tasks;
    private final int batches;
    private final boolean meets;
    private final boolean asks;
    private final long costNanos;
    private final int lookAhead;
    private int requests;

    private TaskWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        this.tasks = 1 + random.nextInt(60);
        this.batches = 1 + random.nextInt(3);
        this.meets = random.nextInt(3) == 0;
        this.asks = random.nextInt(3) == 0;
        this.costNanos = 1_000L << random.nextInt(15);
        this.lookAhead = random.nextBoolean() ? 0 : 1 + random.nextInt(12);
    }

    /** Returns a cluster with two to five nodes and with faults. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(4), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static Run play(Cluster cluster) {
        return declare((SimCluster) cluster, new SplittableRandom(cluster.seed()))
                .run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape) {
        int slots = 1 + shape.nextInt(3);
        int credit = 1 << shape.nextInt(5);
        cluster.configure(
                builder -> builder.timeout(Duration.ofSeconds(20)).slots(slots).credit(credit));
        Conditions conditions = Conditions.drawn(cluster.faults());
        cluster.network(
                shape.nextBoolean() ? conditions.buggified(Duration.ofSeconds(5).toNanos()) : conditions);
        TaskWorkload workload = new TaskWorkload(cluster);
        cluster.serve(Handlers.of("square", Long.class, Long.class, workload::square), workload::master);
        cluster.mayThrow(CommException.class);
        FaultMix mix = FaultMix.of(FaultKind.CRASH, FaultKind.RESTART, FaultKind.REPLACE, FaultKind.CUT)
                .with(FaultKind.VANISH, 0.2)
                .with(FaultKind.FREEZE, 0.5)
                .with(FaultKind.MUTE, 0.3)
                .with(FaultKind.CRASH_LOOP, 0.1)
                .aimingAt(Step.JOIN_SENT, Step.WELCOME_RECEIVED, Step.REQUEST_RECEIVED, Step.RESULT_SENT)
                .sparing(List.of(cluster.size() - 1));
        return cluster.chaos(mix, Duration.ofSeconds(10)).limit(Duration.ofMinutes(5));
    }

    private Long square(Long input) {
        SimCluster.pause(Duration.ofNanos(costNanos));
        return input * input;
    }

    private void master(MasterRole master) {
        master.awaitComputeNodes(1, Duration.ofSeconds(20));
        for (int batch = 0; batch < batches; batch++) {
            batch(master, "b" + batch);
            if (meets) {
                meet(master);
            }
            if (asks) {
                ask(master);
            }
        }
        master.shutdownComputeNodes(Duration.ofSeconds(5));
    }

    /** Calls a barrier, at which serving nodes arrive automatically. */
    private static void meet(MasterRole master) {
        try {
            master.communicator().barrier();
        } catch (CollectiveTimeoutException | QuorumLostException agreed) {
            // Nodes that do not serve yet may be missing.
        }
    }

    /** Asks all nodes. Each living node has one outcome, which is its reply or its departure (A6). */
    private void ask(MasterRole master) {
        String request = "r" + ++requests;
        Set<Integer> living = master.registry().entries().keySet();
        long now = cluster.now().toNanos();
        SimInsides.recorder(cluster).add(new Occurrence.Asked(now, request, Set.copyOf(living)));
        Replies<Long> replies = master.sendRequest("square", 12L, Long.class);
        replies.all().forEach((rank, reply) -> {
            boolean right = reply.departure() != null || reply.failure() == null && reply.value() == 144L;
            long then = cluster.now().toNanos();
            SimInsides.recorder(cluster).add(new Occurrence.Answered(then, request, rank, right, reply.toString()));
        });
    }

    /** Creates a batch of a list, or of an iterator with a small look-ahead. */
    private TaskBatch<Long, Long> of(List<Long> inputs) {
        return lookAhead == 0
                ? TaskBatch.of("square", inputs, Long.class)
                : TaskBatch.<Long, Long>from("square", inputs.iterator(), Long.class)
                        .lookAhead(lookAhead);
    }

    private void batch(MasterRole master, String name) {
        List<Long> inputs = new ArrayList<>();
        for (long i = 0; i < tasks; i++) {
            inputs.add(i);
        }
        SimInsides.recorder(cluster)
                .add(new Occurrence.BatchSubmitted(cluster.now().toNanos(), name, tasks, false, "square", 0));
        try (TaskRun<Long> run = master.submit(of(inputs).attempts(10))) {
            for (TaskOutcome<Long> outcome : run) {
                boolean right = outcome.isDone() && outcome.value() == (long) outcome.index() * outcome.index();
                SimInsides.recorder(cluster)
                        .add(new Occurrence.TaskEnded(
                                cluster.now().toNanos(),
                                name,
                                outcome.index(),
                                outcome.isDone(),
                                right,
                                String.valueOf(outcome.failure())));
            }
        }
    }
}
