package dev.comm.testkit.sim;

import dev.comm.api.Communicator;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** One program on all ranks, which admits returning nodes in every third round. */
public final class ElasticWorkload {
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

    /** Returns a cluster with two to five nodes that crash, are cut off or stop, and return as new processes. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(4), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        AtomicBoolean letIn = new AtomicBoolean();
        cluster.listen(each -> {
            if (each instanceof Occurrence.Decided decided
                    && !decided.decision().joined().isEmpty()) {
                letIn.set(true);
            }
        });
        cluster.sometimes("somebody was let in", letIn::get);
        declare((SimCluster) cluster, new SplittableRandom(cluster.seed())).run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape) {
        DuplicatePolicy duplicates = shape.nextBoolean() ? DuplicatePolicy.REPLACE : DuplicatePolicy.REJECT;
        cluster.configure(
                builder -> builder.timeout(Duration.ofSeconds(8)).elastic(true).onDuplicate(duplicates));
        Conditions conditions = Conditions.drawn(cluster.faults());
        cluster.network(
                shape.nextBoolean() ? conditions.buggified(Duration.ofSeconds(5).toNanos()) : conditions);
        cluster.program(new ElasticWorkload(cluster)::run);
        FaultMix mix = FaultMix.of(FaultKind.CRASH, FaultKind.VANISH, FaultKind.CUT, FaultKind.FREEZE)
                .with(FaultKind.RESTART, 1)
                .with(FaultKind.REPLACE, 1)
                .with(FaultKind.CRASH_LOOP, 0.2)
                .share(0.1, 0.4);
        return cluster.chaos(mix, Duration.ofSeconds(6)).limit(Duration.ofMinutes(5));
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
                    pass(comm, round);
                }
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same exception.
            }
        }
    }

    /** Sends a message to the current owner of the next rank, and receives one of the rank before. */
    private static void pass(Communicator comm, int round) {
        try {
            comm.send((comm.rank() + 1) % comm.size(), 100L * round + comm.rank());
            comm.receive((comm.rank() + comm.size() - 1) % comm.size(), Long.class, Duration.ofMillis(300));
        } catch (MemberLostException | CallTimeoutException gone) {
            // The checker decides whether the exception was right.
        }
    }
}
