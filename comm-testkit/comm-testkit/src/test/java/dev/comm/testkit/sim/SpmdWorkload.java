package dev.comm.testkit.sim;

import dev.comm.api.Communicator;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.QuorumLostException;
import dev.comm.api.Reduced;
import dev.comm.api.Secret;
import dev.comm.api.StartPolicy;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Run;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.sim.network.Conditions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The same program on every rank: a random sequence of collectives and messages. Each rank has its own pauses and
 * habits.
 */
public final class SpmdWorkload {
    private enum Operation {
        BARRIER,
        COLLECT,
        DISTRIBUTE,
        SCATTER,
        ALL_GATHER,
        REDUCE,
        ALL_REDUCE,
        RING,
        SEVERAL,
        DUP
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final SimCluster cluster;
    private final List<Operation> operations = new ArrayList<>();
    private final List<long[]> pauseNanos = new ArrayList<>();
    private final int valueBytes;
    private int oddRank = -1;
    private int oddRound = -1;
    private Oddity oddity = Oddity.NONE;

    /** The way in which one rank differs from all others. */
    private enum Oddity {
        NONE,
        HANGS,
        SKIPS,
        LEAVES,
        THROWS
    }

    /** The choice whether one rank differs from the others. */
    private enum Habit {
        SAME,
        MAYBE_ODD,
        ODD
    }

    private SpmdWorkload(SimCluster cluster, Habit habit) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        int count = 3 + random.nextInt(8);
        this.valueBytes = size(random);
        for (int i = 0; i < count; i++) {
            operations.add(Operation.values()[random.nextInt(Operation.values().length)]);
            long[] pauses = new long[cluster.size()];
            for (int rank = 0; rank < pauses.length; rank++) {
                pauses[rank] = random.nextLong(20_000_000);
            }
            pauseNanos.add(pauses);
        }
        if (habit == Habit.ODD || habit == Habit.MAYBE_ODD && random.nextInt(4) == 0) {
            int first = habit == Habit.ODD ? 1 : 0;
            oddity = Oddity.values()[first + random.nextInt(Oddity.values().length - first)];
            oddRank = 1 + random.nextInt(cluster.size() - 1);
            oddRound = random.nextInt(count);
        }
    }

    private static int size(SplittableRandom random) {
        return switch (random.nextInt(30)) {
            case 0 -> 0;
            case 1, 2 -> 1 + random.nextInt(60_000);
            case 3 -> 400_000 + random.nextInt(400_000);
            default -> 8 + random.nextInt(100);
        };
    }

    /** Returns a cluster with one to five nodes and with chaos. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return stormy(new SimCluster(1 + shape.nextInt(5), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        stormy((SimCluster) cluster, new SplittableRandom(cluster.seed())).run();
    }

    /**
     * Plays the same with flipped bits. Version 2 of the protocol has no checksum over frames, so commands of members
     * may be wrong then. No program fails, and every call ends.
     */
    public static Run playCorrupted(Cluster cluster) {
        SimCluster corrupted = (SimCluster) cluster;
        prepare(corrupted, new SplittableRandom(cluster.seed()), Habit.MAYBE_ODD);
        corrupted.chaos(FaultMix.everything().with(FaultKind.CORRUPT, 1), Duration.ofSeconds(10));
        return corrupted.runUnchecked();
    }

    private static SimCluster stormy(SimCluster cluster, SplittableRandom settings) {
        prepare(cluster, settings, Habit.MAYBE_ODD)
                .mayThrow(CommException.class)
                .mayThrow(IllegalStateException.class);
        SplittableRandom shape = new SplittableRandom(cluster.seed() + 1);
        if (shape.nextInt(6) == 0) {
            byte[] garbage = new byte[shape.nextInt(200)];
            shape.nextBytes(garbage);
            cluster.stranger(Duration.ofNanos(1 + shape.nextLong(60_000_000)), garbage);
        }
        if (cluster.size() > 2 && shape.nextInt(10) == 0) {
            cluster.absent(1 + shape.nextInt(cluster.size() - 1));
        }
        // Some runs are healed before their end.
        long until = shape.nextBoolean() ? 25_000 : 50 + shape.nextInt(4_000);
        return cluster.chaos(FaultMix.everything().with(FaultKind.CORRUPT, 0), Duration.ofMillis(until));
    }

    /** Returns a cluster without faults, in which one member hangs, leaves, fails or makes another call. */
    public static SimCluster odd(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return odd(new SimCluster(1 + shape.nextInt(5), replay));
    }

    /** Prepares the same in a cluster of a given size. */
    public static SimCluster odd(Cluster cluster) {
        return prepare((SimCluster) cluster, new SplittableRandom(cluster.seed()), Habit.ODD)
                .mayThrow(CommException.class)
                .mayThrow(IllegalStateException.class);
    }

    /** Returns a cluster in which some ranks are absent. The others start without them and are renumbered. */
    public static SimCluster missing(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return missing(new SimCluster(1 + shape.nextInt(5), replay));
    }

    /** Prepares the same in a cluster of a given size. */
    public static SimCluster missing(Cluster cluster) {
        for (int rank = 1; rank < cluster.size(); rank++) {
            if (cluster.faults().nextInt(3) == 0) {
                cluster.absent(rank);
            }
        }
        return calm(cluster);
    }

    /** Prepares a run without faults, in which all members make the same calls. */
    public static SimCluster calm(Cluster cluster) {
        return prepare((SimCluster) cluster, new SplittableRandom(cluster.seed()), Habit.SAME);
    }

    private static SimCluster prepare(SimCluster cluster, SplittableRandom shape, Habit habit) {
        DeadlinePolicy policy = shape.nextBoolean() ? DeadlinePolicy.FAIL : DeadlinePolicy.EXCLUDE;
        int quorum = shape.nextInt(5) == 0 ? cluster.size() - 1 : 1;
        StartPolicy start =
                shape.nextBoolean() || habit == Habit.SAME ? StartPolicy.ALLOW_MISSING : StartPolicy.REQUIRE_ALL;
        Secret secret = shape.nextInt(4) == 0
                ? Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.UTF_8))
                : null;
        cluster.configure(builder -> builder.timeout(TIMEOUT)
                .onDeadline(policy)
                .minSurvivors(quorum)
                .startup(start)
                .secret(secret));
        Conditions conditions = Conditions.drawn(cluster.faults());
        // In runs without faults, no pause is long enough that other members declare the member lost.
        long pauseNanos = habit == Habit.MAYBE_ODD ? Duration.ofSeconds(5).toNanos() : 0;
        cluster.network(shape.nextBoolean() ? conditions.buggified(pauseNanos) : conditions);
        cluster.program(new SpmdWorkload(cluster, habit)::run);
        return cluster.limit(Duration.ofMinutes(6));
    }

    private void run(Communicator comm) {
        Communicator current = comm;
        for (int i = 0; i < operations.size(); i++) {
            SimCluster.pause(Duration.ofNanos(pauseNanos.get(i)[comm.rank()]));
            if (i == oddRound && comm.rank() == oddRank && isOverAfterOddity(comm)) {
                return;
            }
            try {
                current = once(current, operations.get(i), i);
            } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
                // All members got the same exception, and continue with the next instance.
            } catch (CollectiveMismatchException broken) {
                return;
            }
        }
    }

    private boolean isOverAfterOddity(Communicator comm) {
        switch (oddity) {
            case HANGS -> SimCluster.pause(Duration.ofSeconds(12));
            case SKIPS -> comm.barrier();
            case THROWS -> throw new IllegalStateException("the program failed");
            case LEAVES -> {
                return true;
            }
            case NONE -> {
                return false;
            }
        }
        return false;
    }

    private Communicator once(Communicator comm, Operation operation, int round) {
        switch (operation) {
            case BARRIER -> comm.barrier();
            case COLLECT -> comm.collect(value(comm.rank(), round));
            case DISTRIBUTE -> comm.distribute(() -> value(0, round));
            case SCATTER -> comm.scatter(() -> values(comm.size(), round));
            case ALL_GATHER -> comm.allGather(value(comm.rank(), round));
            case REDUCE -> judge(comm.reduce(1L + comm.rank(), SpmdWorkload::combine), comm.rank() == 0);
            case ALL_REDUCE -> judge(comm.allReduce(1L + comm.rank(), SpmdWorkload::combine), true);
            case RING -> ring(comm, round);
            case SEVERAL -> several(comm, round);
            case DUP -> {
                return comm.dup();
            }
        }
        return comm;
    }

    /** Makes several collective calls at once. */
    private void several(Communicator comm, int round) {
        List<CompletionStage<?>> stages = List.of(
                comm.async().barrier(),
                comm.async().collect(value(comm.rank(), round)),
                comm.async().distribute(() -> value(0, round)),
                comm.async().allReduce(1L, Long::sum));
        for (CompletionStage<?> stage : stages) {
            try {
                SimCluster.await(stage, Duration.ofMinutes(1));
            } catch (CompletionException e) {
                if (e.getCause() instanceof CollectiveMismatchException mismatch) {
                    throw mismatch;
                }
                if (!(e.getCause() instanceof CommException)) {
                    throw e;
                }
            }
        }
    }

    /** Combines two numbers. The operation does not commute, so the result shows the order. */
    private static Long combine(Long left, Long right) {
        return 31 * left + right;
    }

    /** Requires that the numbers of the survivors were combined in the order of their ranks (R1). */
    private void judge(Reduced<Long> reduced, boolean isTold) {
        Long expected = isTold
                ? reduced.verdict().survivors().stream()
                        .map(rank -> 1L + rank)
                        .reduce(SpmdWorkload::combine)
                        .orElseThrow()
                : null;
        if (!Objects.equals(reduced.value(), expected)) {
            SimInsides.complain(cluster, "R1", reduced + " should be " + expected);
        }
    }

    private void ring(Communicator comm, int round) {
        int next = (comm.rank() + 1) % comm.size();
        int last = (comm.rank() + comm.size() - 1) % comm.size();
        try {
            comm.send(next, value(comm.rank(), round));
        } catch (MemberLostException | CallTimeoutException gone) {
            // A member of the ring is missing.
        }
        comm.barrier();
        try {
            comm.receive(last, byte[].class, Duration.ofSeconds(1));
        } catch (MemberLostException | CallTimeoutException gone) {
            // The checker decides whether the exception was right.
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
