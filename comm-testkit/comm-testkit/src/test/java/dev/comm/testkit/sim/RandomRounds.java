package dev.comm.testkit.sim;

import dev.comm.api.CommProgram;
import dev.comm.api.Communicator;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random sequence of operations, the same on every rank. Each rank has its own pauses.
 *
 * @param <O> type of the operations
 */
final class RandomRounds<O> {
    private final List<O> operations = new ArrayList<>();
    private final List<long[]> pauseNanos = new ArrayList<>();

    /** Draws 3 to 12 rounds. */
    RandomRounds(SplittableRandom random, int ranks, O[] choice) {
        int count = 3 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            operations.add(choice[random.nextInt(choice.length)]);
            pauseNanos.add(random.longs(ranks, 0, 20_000_000).toArray());
        }
    }

    /** Returns a cluster without faults, with one to five nodes. */
    static SimCluster cluster(Replay replay) {
        return new SimCluster(1 + new SplittableRandom(replay.seed()).nextInt(5), replay);
    }

    /** Lets every rank run the program, in a network of its own and with chaos. */
    static SimCluster stormy(SimCluster cluster, CommProgram program) {
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(8)))
                .network(Conditions.drawn(cluster.faults()))
                .mayThrow(CommException.class)
                .limit(Duration.ofMinutes(6));
        cluster.program(program);
        FaultMix faults = FaultMix.everything().with(FaultKind.CORRUPT, 0);
        return cluster.chaos(faults, Duration.ofMillis(50 + cluster.faults().nextInt(4_000)));
    }

    O operation(int round) {
        return operations.get(round);
    }

    /** One operation of a rank. */
    interface Round<O> {
        /** Runs the operation and returns the communicator for the next rounds. */
        Communicator run(Communicator comm, O operation, int round);
    }

    /** Runs all rounds on a rank. An exception that all members get ends its round alone. */
    void run(Communicator comm, Round<O> each) {
        Communicator current = comm;
        for (int round = 0; round < operations.size(); round++) {
            SimCluster.pause(Duration.ofNanos(pauseNanos.get(round)[comm.rank()]));
            try {
                current = each.run(current, operations.get(round), round);
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same exception, and continue with the next instance.
            }
        }
    }
}
