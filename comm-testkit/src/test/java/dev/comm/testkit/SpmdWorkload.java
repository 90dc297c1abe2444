package dev.comm.testkit;

import dev.comm.api.CallTimeoutException;
import dev.comm.api.CollectiveFailedException;
import dev.comm.api.CollectiveTimeoutException;
import dev.comm.api.Communicator;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.MemberLostException;
import dev.comm.api.QuorumLostException;
import dev.comm.testkit.sim.Conditions;
import dev.comm.testkit.sim.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The same program on every rank: a drawn sequence of collectives and messages, each rank with its own pauses. */
final class SpmdWorkload {
    private enum Operation {
        BARRIER,
        COLLECT,
        DISTRIBUTE,
        SCATTER,
        ALL_GATHER,
        REDUCE,
        ALL_REDUCE,
        RING
    }

    private final SimCluster cluster;
    private final List<Operation> operations = new ArrayList<>();
    private final List<long[]> pauseNanos = new ArrayList<>();
    private final int valueBytes;

    private SpmdWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        int count = 3 + random.nextInt(8);
        this.valueBytes = random.nextInt(4) == 0 ? 1 + random.nextInt(60_000) : 8 + random.nextInt(100);
        boolean lazy = random.nextInt(20) == 0;
        for (int i = 0; i < count; i++) {
            operations.add(Operation.values()[random.nextInt(Operation.values().length)]);
            long[] pauses = new long[cluster.size()];
            for (int rank = 0; rank < pauses.length; rank++) {
                pauses[rank] = random.nextLong(20_000_000);
            }
            if (lazy && random.nextInt(4) == 0) {
                // Longer than the deadline: a hung program.
                pauses[1 + random.nextInt(pauses.length - 1)] = 12_000_000_000L;
            }
            pauseNanos.add(pauses);
        }
    }

    /** A cluster with one to five nodes, chaos included. */
    static SimCluster cluster(long seed, Trace trace) {
        SplittableRandom shape = new SplittableRandom(seed);
        SimCluster cluster = new SimCluster(1 + shape.nextInt(5), seed, trace);
        DeadlinePolicy policy = shape.nextBoolean() ? DeadlinePolicy.FAIL : DeadlinePolicy.EXCLUDE;
        int quorum = shape.nextInt(5) == 0 ? cluster.size() : 1;
        cluster.configure(builder ->
                builder.timeout(Duration.ofSeconds(8)).onDeadline(policy).minSurvivors(quorum));
        cluster.network(Conditions.drawn(cluster.faults()));
        SpmdWorkload workload = new SpmdWorkload(cluster);
        cluster.program(workload::run);
        Chaos.until(cluster, Duration.ofSeconds(25));
        return cluster.limit(Duration.ofMinutes(6));
    }

    private void run(Communicator comm) {
        for (int i = 0; i < operations.size(); i++) {
            SimCluster.pause(Duration.ofNanos(pauseNanos.get(i)[comm.rank()]));
            try {
                once(comm, operations.get(i), i);
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same; the next instance is a new chance.
            }
        }
    }

    private void once(Communicator comm, Operation operation, int round) {
        switch (operation) {
            case BARRIER -> comm.barrier();
            case COLLECT -> comm.collect(value(comm.rank(), round));
            case DISTRIBUTE -> comm.distribute(() -> value(0, round));
            case SCATTER -> comm.scatter(() -> values(comm.size(), round));
            case ALL_GATHER -> comm.allGather(value(comm.rank(), round));
            case REDUCE -> comm.reduce((long) comm.rank(), Long::sum);
            case ALL_REDUCE -> comm.allReduce(1L << comm.rank(), Long::sum);
            case RING -> ring(comm, round);
        }
    }

    private void ring(Communicator comm, int round) {
        int next = (comm.rank() + 1) % comm.size();
        int last = (comm.rank() + comm.size() - 1) % comm.size();
        try {
            comm.send(next, value(comm.rank(), round));
        } catch (MemberLostException | CallTimeoutException gone) {
            // The ring has a gap.
        }
        comm.barrier();
        try {
            comm.receive(last, byte[].class, Duration.ofSeconds(1));
        } catch (MemberLostException | CallTimeoutException gone) {
            // The checker knows whether that was right.
        }
    }

    private List<byte[]> values(int size, int round) {
        List<byte[]> all = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            all.add(value(100 + rank, round));
        }
        return all;
    }

    private byte[] value(int rank, int round) {
        byte[] bytes = new byte[valueBytes];
        new SplittableRandom(cluster.seed() + 31L * rank + 1009L * round).nextBytes(bytes);
        return bytes;
    }
}
