package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A second process of a rank that asks to join while the first one lives, before the start and repeatedly during the
 * run.
 */
public final class TwinWorkload {
    private static final int ROUNDS = 24;

    private final long[][] pauseNanos;

    private TwinWorkload(SimCluster cluster) {
        pauseNanos = new long[cluster.size()][ROUNDS];
        for (long[] own : pauseNanos) {
            for (int round = 0; round < ROUNDS; round++) {
                own[round] = cluster.workload().nextLong(300_000_000);
            }
        }
    }

    /** Returns a cluster with two to four ranks and one more process, which claims to be one of them. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(3 + shape.nextInt(3), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        declare((SimCluster) cluster, new SplittableRandom(cluster.seed())).run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape) {
        int twin = cluster.size() - 1;
        int first = 1 + shape.nextInt(twin - 1);
        DuplicatePolicy policy = shape.nextInt(3) == 0 ? DuplicatePolicy.REJECT : DuplicatePolicy.REPLACE;
        boolean elastic = shape.nextInt(4) > 0;
        cluster.configure(builder -> claiming(builder, twin, first)
                .size(twin)
                .timeout(Duration.ofSeconds(4))
                .elastic(elastic)
                .onDuplicate(policy));
        cluster.network(Conditions.drawn(cluster.faults()));
        TwinWorkload workload = new TwinWorkload(cluster);
        cluster.program(workload::run);
        cluster.absent(twin);
        int comings = 1 + shape.nextInt(3);
        for (int i = 0; i < comings; i++) {
            SimMember copy = cluster.node(shape.nextInt(3) == 0 ? first : twin);
            cluster.at(Duration.ofMillis(1 + shape.nextInt(3_000)), copy::restart);
        }
        return cluster.limit(Duration.ofMinutes(3));
    }

    private static CommConfig.Builder claiming(CommConfig.Builder builder, int twin, int first) {
        return builder.build().rank() == twin ? builder.rank(first) : builder;
    }

    private void run(Communicator comm) {
        Integer entered = comm.entryState(Integer.class);
        for (int round = entered == null ? 0 : entered + 1; round < ROUNDS; round++) {
            SimCluster.pause(Duration.ofNanos(pauseNanos[comm.rank()][round]));
            int now = round;
            try {
                if (round % 3 == 2) {
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
