package dev.comm.testkit.sim;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.error.CommException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The same program on every rank: a random sequence of all-to-alls with values of all sizes. Each rank compares each
 * value with the one that its sender gave for it.
 */
public final class AllToAllWorkload {
    private enum Operation {
        FULL_LISTS,
        SHORT_LISTS,
        NOTHING,
        LARGE,
        SEVERAL,
        GATHER,
        DUP
    }

    private final SimCluster cluster;
    private final RandomRounds<Operation> rounds;

    private AllToAllWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        this.rounds = new RandomRounds<>(random, cluster.size(), Operation.values());
    }

    /** Returns a cluster with one to five nodes and with chaos. */
    public static SimCluster cluster(Replay replay) {
        return stormy(RandomRounds.cluster(replay));
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        stormy((SimCluster) cluster).run();
    }

    private static SimCluster stormy(SimCluster cluster) {
        AllToAllWorkload workload = new AllToAllWorkload(cluster);
        return RandomRounds.stormy(cluster, comm -> workload.rounds.run(comm, workload::once));
    }

    private Communicator once(Communicator comm, Operation operation, int round) {
        switch (operation) {
            case FULL_LISTS, SHORT_LISTS, NOTHING, LARGE ->
                judge(comm, comm.allToAll(given(comm.rank(), comm.size(), round)), round);
            case SEVERAL -> several(comm, round);
            case GATHER -> comm.allGather(comm.rank());
            case DUP -> {
                return comm.dup();
            }
        }
        return comm;
    }

    /** Makes several calls at once. */
    private void several(Communicator comm, int round) {
        List<CompletionStage<Collected<byte[]>>> stages = List.of(
                comm.async().allToAll(given(comm.rank(), comm.size(), round)),
                comm.async().allToAll(given(comm.rank(), comm.size(), round)));
        for (CompletionStage<Collected<byte[]>> stage : stages) {
            try {
                judge(comm, SimCluster.await(stage, Duration.ofMinutes(1)), round);
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof CommException)) {
                    throw e;
                }
            }
        }
    }

    /** Returns the values that a rank gives, whose number and sizes depend on the rank and the round. */
    private List<byte[]> given(int rank, int size, int round) {
        SplittableRandom random = new SplittableRandom(cluster.seed() + 31L * rank + 1009L * round);
        int length = switch (rounds.operation(round)) {
            case SHORT_LISTS -> random.nextInt(size + 1);
            case NOTHING -> 0;
            default -> size;
        };
        int bytesMax = rounds.operation(round) == Operation.LARGE ? 150_000 : 60;
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            byte[] bytes = new byte[random.nextInt(bytesMax)];
            random.nextBytes(bytes);
            all.add(random.nextInt(5) == 0 ? null : bytes);
        }
        return all;
    }

    private void judge(Communicator comm, Collected<byte[]> all, int round) {
        for (Answer<byte[]> each : all) {
            boolean isExpected = all.verdict().survivors().contains(each.rank());
            if (each.isPresent() != isExpected) {
                SimInsides.complain(cluster, "C1", each + " does not fit to " + all.verdict());
            } else if (isExpected) {
                List<byte[]> given = given(each.rank(), comm.size(), round);
                byte[] expected = comm.rank() < given.size() ? given.get(comm.rank()) : null;
                if (!Arrays.equals(each.value(), expected)) {
                    SimInsides.complain(cluster, "C1", each + " is not what rank " + each.rank() + " gave");
                }
            }
        }
    }
}
