package dev.comm.testkit.engine;

import dev.comm.api.Communicator;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A series of barriers on all ranks. Members are killed between the first arrival and the decision, and return as new
 * processes that the others admit.
 */
public final class BarrierWorkload {
    /** The number of barriers and admissions of one cluster. */
    private static final int ROUNDS = 128;

    /** The number of last rounds without crashes, so that returning members find others. */
    private static final int QUIET = 8;

    private static final Duration ALONE = Duration.ofMillis(1);

    private final SimCluster cluster;
    private final int admitEvery;
    private final long thinkNanos;
    private final SplittableRandom[] think;

    private BarrierWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        this.admitEvery = 4 + random.nextInt(6);
        this.thinkNanos = random.nextBoolean() ? 0 : 1_000L << random.nextInt(12);
        this.think = new SplittableRandom[cluster.size()];
        for (int rank = 0; rank < think.length; rank++) {
            think[rank] = random.split();
        }
    }

    /** Returns a cluster with 2 to 16 members, or rarely with 64. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        int members = shape.nextInt(100) == 0 ? 64 : 2 + shape.nextInt(15);
        SimCluster cluster = new SimCluster(members - 1, replay);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(20)).elastic(true));
        Conditions conditions = Conditions.drawn(cluster.faults());
        cluster.network(conditions);
        BarrierWorkload workload = new BarrierWorkload(cluster);
        cluster.program(workload::run);
        cluster.plan(workload.crashes(conditions.fastNanos()));
        return cluster.limit(Duration.ofMinutes(30));
    }

    /**
     * Plans crashes at random moments while members arrive and wait. Two in a hundred crashes take the host with them.
     */
    private FaultPlan crashes(long fastNanos) {
        SplittableRandom random = cluster.faults();
        double share = 0.1 + random.nextDouble() * 0.5;
        long window = 3 * fastNanos + thinkNanos;
        List<PlannedFault> planned = new ArrayList<>();
        for (int instance = 1; instance < ROUNDS - QUIET; instance++) {
            if (random.nextDouble() < share) {
                int count = random.nextInt(20) == 0 ? 1 + random.nextInt(cluster.size() - 1) : 1;
                for (int i = 0; i < count; i++) {
                    planned.addAll(crash(random, instance, random.nextLong(window)));
                }
            }
        }
        return new FaultPlan(planned);
    }

    private List<PlannedFault> crash(SplittableRandom random, int instance, long delayNanos) {
        int rank = 1 + random.nextInt(cluster.size() - 1);
        Duration back = Duration.ofNanos(1 + random.nextLong(random.nextInt(50) == 0 ? 1_000_000_000 : 2_000_000));
        Trigger when = new Trigger.AfterArrival(instance, Duration.ofNanos(delayNanos));
        if (random.nextInt(50) > 0) {
            return List.of(new PlannedFault(when, new Fault.Restart(rank, back)));
        }
        return List.of(
                new PlannedFault(when, new Fault.Vanish(rank)), new PlannedFault(when, new Fault.Replace(rank, back)));
    }

    private void run(Communicator comm) {
        Integer entered = comm.entryState(Integer.class);
        for (int round = entered == null ? 0 : entered + 1; round < ROUNDS; round++) {
            if (thinkNanos > 0) {
                Cluster.pause(Duration.ofNanos(think[comm.rank()].nextLong(thinkNanos)));
            }
            if (comm.view().members().size() == 1) {
                Cluster.pause(ALONE);
            }
            int now = round;
            try {
                if (round % admitEvery == admitEvery - 1) {
                    comm.admit(() -> now);
                } else {
                    comm.barrier();
                }
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same exception.
            }
        }
    }
}
