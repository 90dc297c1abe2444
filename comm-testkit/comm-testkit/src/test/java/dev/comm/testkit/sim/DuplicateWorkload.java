package dev.comm.testkit.sim;

import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A library that duplicates the communicator of its user, sends and calls through the duplicate, and closes it. In some
 * rounds a rank arrives too late at a call of the library.
 */
public final class DuplicateWorkload {
    private static final int ROUNDS = 5;
    private static final Duration BRIEF = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofMillis(600);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SimCluster cluster;
    /** The late rank of each round, or -1. */
    private final int[] late = new int[ROUNDS];

    private DuplicateWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        for (int round = 0; round < ROUNDS; round++) {
            late[round] = random.nextInt(3) == 0 ? 1 + random.nextInt(cluster.size() - 1) : -1;
        }
    }

    /** Returns a cluster with two to four nodes and without faults. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        SimCluster cluster = new SimCluster(2 + shape.nextInt(3), replay);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(8)));
        cluster.network(Conditions.drawn(cluster.faults()));
        cluster.program(new DuplicateWorkload(cluster)::run);
        return cluster.limit(Duration.ofMinutes(3));
    }

    private void run(Communicator comm) {
        for (int round = 0; round < ROUNDS; round++) {
            try (Communicator library = comm.dup()) {
                exchange(comm, library, round);
                if (comm.rank() == late[round]) {
                    SimCluster.pause(LATE);
                }
                library.with(CallOptions.DEFAULT.timeout(BRIEF)).barrier();
            } catch (CollectiveTimeoutException agreed) {
                // One rank was late, and all members got the exception.
            }
            stays(comm);
        }
    }

    /** Complains if this rank has left the run because the library closed its duplicate. */
    private void stays(Communicator comm) {
        try {
            comm.barrier();
        } catch (ClosedException left) {
            SimInsides.complain(cluster, "B4", "rank " + comm.rank() + " left with a duplicate that it closed");
            throw left;
        }
    }

    private static void exchange(Communicator comm, Communicator library, int round) {
        int next = (comm.rank() + 1) % comm.size();
        int last = (comm.rank() + comm.size() - 1) % comm.size();
        comm.send(next, "user " + round);
        library.send(next, "library " + round);
        comm.barrier();
        receive(library, last);
        receive(comm, last);
    }

    private static void receive(Communicator from, int rank) {
        try {
            from.receive(rank, String.class, PATIENCE);
        } catch (MemberLostException | CallTimeoutException gone) {
            // The checker decides whether the exception was right.
        }
    }
}
