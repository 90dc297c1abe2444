package dev.comm.testkit.sim;

import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A master that gives tasks to nodes. All nodes but rank 1 may be asked to end at any time. */
public final class DrainWorkload {
    public static final int NODES = 4;
    public static final int TASKS = 60;
    /** SIGTERM at nodes, in each run. */
    public static final FaultMix SIGTERM =
            FaultMix.of(FaultKind.TERMINATE).with(FaultKind.TERMINATE, 1).sparing(List.of(1));

    private static final Duration UNTIL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DrainWorkload() {}

    /** Returns a cluster whose nodes are asked to end at times that the seed draws. */
    public static SimCluster cluster(Replay replay) {
        return tasks(replay).chaos(SIGTERM, UNTIL);
    }

    /** Returns the cluster without any fault. */
    public static SimCluster tasks(Replay replay) {
        SimCluster cluster = new SimCluster(NODES, replay);
        Handlers handlers = Handlers.of("square", Integer.class, Integer.class, (value, context) -> {
            Cluster.pause(Duration.ofMillis(40 + 2L * value));
            return value * value;
        });
        cluster.serve(handlers, master -> cluster.report(0, "done", done(master)));
        return cluster;
    }

    private static int done(MasterRole master) {
        master.awaitComputeNodes(1, PATIENCE);
        List<Integer> inputs = IntStream.range(0, TASKS).boxed().toList();
        Set<Integer> done = new HashSet<>();
        for (TaskOutcome<Integer> outcome : master.submit(TaskBatch.of("square", inputs, Integer.class))) {
            if (outcome.isDone() && outcome.value() == outcome.index() * outcome.index()) {
                done.add(outcome.index());
            }
        }
        return done.size();
    }
}
