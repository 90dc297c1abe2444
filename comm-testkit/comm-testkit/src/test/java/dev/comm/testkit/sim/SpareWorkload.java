package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.QuorumLostException;
import dev.comm.api.Reduced;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A1: one program on all ranks, with one or two spares beside it. It admits at each step, and a step counts only if it
 * has all ranks. So each rank that knows the sum of a step must know the sum of a run without faults.
 */
public final class SpareWorkload {
    private static final int STEPS = 12;
    private static final int ATTEMPTS = 30;

    private final int ranks;
    private final long[][] pauseNanos;

    private SpareWorkload(SimCluster cluster, int ranks) {
        this.ranks = ranks;
        pauseNanos = new long[ranks][ATTEMPTS];
        for (long[] own : pauseNanos) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                own[attempt] = cluster.workload().nextLong(400_000_000);
            }
        }
    }

    /** Returns a cluster with one or two ranks beside the master, and one or two spares. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(3), replay));
    }

    /** Plays the run in a cluster whose last one or two processes are spares. */
    public static void play(Cluster cluster) {
        AtomicBoolean letIn = new AtomicBoolean();
        cluster.listen(each -> {
            if (each instanceof Occurrence.Decided decided
                    && !decided.decision().joined().isEmpty()) {
                letIn.set(true);
            }
        });
        cluster.sometimes("a spare was admitted", letIn::get);
        declare((SimCluster) cluster).run();
    }

    private static SimCluster declare(SimCluster cluster) {
        SplittableRandom shape = new SplittableRandom(cluster.seed());
        int spares = 1 + shape.nextInt(Math.min(2, cluster.size() - 2));
        int ranks = cluster.size() - spares;
        cluster.configure(
                builder -> numbered(builder, ranks).size(ranks).spares(spares).timeout(Duration.ofSeconds(8)));
        Conditions conditions = Conditions.drawn(cluster.faults());
        cluster.network(
                shape.nextBoolean() ? conditions.buggified(Duration.ofSeconds(5).toNanos()) : conditions);
        cluster.program(new SpareWorkload(cluster, ranks)::run);
        cluster.mayThrow(ClosedException.class);
        FaultMix mix = FaultMix.of(FaultKind.CRASH, FaultKind.VANISH, FaultKind.CUT, FaultKind.FREEZE)
                .with(FaultKind.RESTART, 0.5)
                .share(0.1, 0.4);
        return cluster.chaos(mix, Duration.ofSeconds(6)).limit(Duration.ofMinutes(5));
    }

    private static CommConfig.Builder numbered(CommConfig.Builder builder, int ranks) {
        return builder.build().rank() < ranks ? builder : builder.rank(-1);
    }

    private void run(Communicator comm) {
        State state = State.of(comm.entryState(long[].class));
        while (state.attempt < ATTEMPTS && state.step < STEPS) {
            SimCluster.pause(Duration.ofNanos(pauseNanos[comm.rank()][(int) state.attempt]));
            state = step(comm, state).attempted();
            admit(comm, state);
        }
    }

    private State step(Communicator comm, State state) {
        try {
            Reduced<Long> step = comm.allReduce(part(comm.rank(), state.step), Long::sum);
            if (step.verdict().survivors().size() < ranks) {
                return state;
            }
            State next = new State(state.attempt, state.step + 1, state.sum + step.value());
            if (next.sum != expected(next.step)) {
                throw new AssertionError("step " + next.step + " has another sum than without a loss");
            }
            return next;
        } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
            return state; // all members got the same exception
        }
    }

    /** Lets a spare in, which goes on after this call. */
    private void admit(Communicator comm, State state) {
        try {
            comm.admit(() -> new long[] {state.attempt, state.step, state.sum});
        } catch (CollectiveTimeoutException | QuorumLostException | CollectiveFailedException agreed) {
            // All members got the same exception.
        }
        if (comm.size() != ranks) {
            throw new AssertionError("a spare enlarged the run to " + comm.size() + " ranks");
        }
    }

    private static long part(int rank, long step) {
        return (step + 1) * 1_000L + rank;
    }

    private long expected(long steps) {
        long sum = 0;
        for (long step = 0; step < steps; step++) {
            for (int rank = 0; rank < ranks; rank++) {
                sum += part(rank, step);
            }
        }
        return sum;
    }

    private record State(long attempt, long step, long sum) {
        static State of(long[] words) {
            return words == null ? new State(0, 0, 0) : new State(words[0], words[1], words[2]);
        }

        State attempted() {
            return new State(attempt + 1, step, sum);
        }
    }
}
