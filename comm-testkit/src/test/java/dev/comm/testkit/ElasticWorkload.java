package dev.comm.testkit;

import dev.comm.api.CollectiveFailedException;
import dev.comm.api.CollectiveTimeoutException;
import dev.comm.api.Communicator;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.QuorumLostException;
import dev.comm.testkit.sim.Conditions;
import java.time.Duration;
import java.util.SplittableRandom;

/** One program on all ranks that lets in, at every third round, whoever came back. */
final class ElasticWorkload {
    private static final int ROUNDS = 24;

    private final long[][] pauseNanos;

    private ElasticWorkload(SimCluster cluster) {
        SplittableRandom random = cluster.workload();
        pauseNanos = new long[cluster.size()][ROUNDS];
        for (long[] own : pauseNanos) {
            for (int round = 0; round < ROUNDS; round++) {
                own[round] = random.nextLong(400_000_000);
            }
        }
    }

    /** Two to five nodes that crash, are cut off or stop, and come back as new processes. */
    static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        SimCluster cluster = new SimCluster(2 + shape.nextInt(4), replay);
        DuplicatePolicy duplicates = shape.nextBoolean() ? DuplicatePolicy.REPLACE : DuplicatePolicy.REJECT;
        cluster.configure(
                builder -> builder.timeout(Duration.ofSeconds(8)).elastic(true).onDuplicate(duplicates));
        cluster.network(Conditions.drawn(cluster.faults()));
        cluster.program(new ElasticWorkload(cluster)::run);
        SplittableRandom faults = cluster.faults();
        for (int i = 0; i < 4; i++) {
            SimMember node = cluster.node(1 + faults.nextInt(cluster.size() - 1));
            Duration back = Duration.ofMillis(1 + faults.nextInt(1_500));
            int kind = faults.nextInt(4);
            cluster.at(Duration.ofMillis(100 + faults.nextInt(4_000)), () -> strike(cluster, node, kind, back));
        }
        return cluster.limit(Duration.ofMinutes(5));
    }

    private static void strike(SimCluster cluster, SimMember node, int kind, Duration back) {
        switch (kind) {
            case 0 -> node.crash();
            case 1 -> node.vanish();
            case 2 -> node.cut();
            default -> node.freeze(back.multipliedBy(3));
        }
        cluster.after(back, node::restart);
    }

    private void run(Communicator comm) {
        Integer entered = comm.entryState(Integer.class);
        for (int round = entered == null ? 0 : entered + 1; round < ROUNDS; round++) {
            SimCluster.pause(Duration.ofNanos(pauseNanos[comm.rank() % pauseNanos.length][round]));
            int now = round;
            try {
                if (round % 3 == 2) {
                    comm.admit(() -> now);
                } else if (round % 3 == 1) {
                    comm.allReduce(1L, Long::sum);
                } else {
                    comm.barrier();
                }
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same.
            }
        }
    }
}
