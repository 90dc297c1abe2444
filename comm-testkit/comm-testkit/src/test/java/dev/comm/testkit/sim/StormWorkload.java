package dev.comm.testkit.sim;

import dev.comm.api.Communicator;
import dev.comm.api.QuorumLostException;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.sim.network.Conditions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Members that send messages of up to 600 kB in all directions at once, while collectives are open. Some members read
 * late. Each message contains its sender and its number.
 */
public final class StormWorkload {
    private static final int LARGE = 600_000;

    private final SimCluster cluster;
    private final int rounds;
    private final int[][][] sizes;
    private final Duration[][] naps;
    private final boolean calm;

    private StormWorkload(SimCluster cluster, boolean calm) {
        this.cluster = cluster;
        this.calm = calm;
        SplittableRandom random = cluster.workload();
        int size = cluster.size();
        this.rounds = 1 + random.nextInt(4);
        this.sizes = new int[rounds][size * size][];
        this.naps = new Duration[rounds][size];
        for (int round = 0; round < rounds; round++) {
            for (int pair = 0; pair < size * size; pair++) {
                sizes[round][pair] = random.ints(random.nextInt(4), 0, 8)
                        .map(StormWorkload::bytes)
                        .toArray();
            }
            for (int rank = 0; rank < size; rank++) {
                naps[round][rank] = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(1_500) : 0);
            }
        }
    }

    private static int bytes(int draw) {
        return switch (draw) {
            case 0 -> LARGE;
            case 1 -> 100_000;
            case 2, 3 -> 10_000;
            default -> 8 + draw;
        };
    }

    /** Returns a cluster with one to four nodes, some of which are lost or stopped at times. */
    public static SimCluster cluster(Replay replay) {
        return stormy(new SimCluster(1 + new SplittableRandom(replay.seed()).nextInt(4), replay));
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        stormy((SimCluster) cluster).run();
    }

    private static SimCluster stormy(SimCluster cluster) {
        return prepare(cluster, false).chaos(FaultMix.usual(), Duration.ofSeconds(10));
    }

    /** Returns the same cluster without faults, in which no message may be missing. */
    public static SimCluster calm(Replay replay) {
        return prepare(new SimCluster(1 + new SplittableRandom(replay.seed()).nextInt(4), replay), true);
    }

    /** Plays the same without faults in a cluster of a given size. */
    public static void playCalm(Cluster cluster) {
        prepare((SimCluster) cluster, true).run();
    }

    private static SimCluster prepare(SimCluster cluster, boolean calm) {
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(60)));
        cluster.network(Conditions.drawn(cluster.faults()));
        cluster.program(new StormWorkload(cluster, calm)::run);
        return cluster.limit(Duration.ofMinutes(4));
    }

    private void run(Communicator comm) {
        for (int round = 0; round < rounds; round++) {
            List<CompletionStage<?>> open = List.of(
                    comm.async().distribute(() -> new byte[LARGE / 2]),
                    comm.async().allGather(new byte[LARGE / 8]));
            sendAll(comm, round);
            open.forEach(StormWorkload::await);
            SimCluster.pause(naps[round][comm.rank()]);
            receiveAll(comm, round);
            try {
                comm.barrier();
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same exception.
            }
        }
    }

    private static void await(CompletionStage<?> stage) {
        try {
            SimCluster.await(stage, Duration.ofMinutes(5));
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof CommException)) {
                throw e;
            }
        }
    }

    private void sendAll(Communicator comm, int round) {
        for (int turn = 0; turn < 4; turn++) {
            for (int to = 0; to < comm.size(); to++) {
                int[] planned = planned(comm.rank(), to, round, comm.size());
                if (to != comm.rank() && turn < planned.length) {
                    try {
                        comm.send(to, message(comm.rank(), round, turn, planned[turn]));
                    } catch (MemberLostException | CallTimeoutException gone) {
                        complainIfCalm("a message to rank " + to + " was not sent: " + gone);
                    }
                }
            }
        }
    }

    private void receiveAll(Communicator comm, int round) {
        for (int from = comm.size() - 1; from >= 0; from--) {
            int[] planned = planned(from, comm.rank(), round, comm.size());
            for (int turn = 0; from != comm.rank() && turn < planned.length; turn++) {
                try {
                    byte[] got = comm.receive(from, byte[].class, Duration.ofSeconds(calm ? 60 : 3));
                    check(comm, got, message(from, round, turn, planned[turn]));
                } catch (MemberLostException | CallTimeoutException gone) {
                    complainIfCalm("message " + turn + " of rank " + from + " did not come: " + gone);
                }
            }
        }
    }

    private int[] planned(int from, int to, int round, int size) {
        return sizes[round][from * size + to];
    }

    private static byte[] message(int from, int round, int turn, int bytes) {
        return ByteBuffer.allocate(Math.max(8, bytes))
                .putShort((short) from)
                .putShort((short) round)
                .putInt(turn)
                .array();
    }

    private void check(Communicator comm, byte[] got, byte[] expected) {
        if (calm && !Arrays.equals(got, expected)) {
            SimInsides.complain(cluster, "P1", "rank " + comm.rank() + " got another message than was sent next");
        }
    }

    private void complainIfCalm(String detail) {
        if (calm) {
            SimInsides.complain(cluster, "P1", detail);
        }
    }
}
