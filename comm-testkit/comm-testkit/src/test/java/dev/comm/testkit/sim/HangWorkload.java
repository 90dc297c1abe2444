package dev.comm.testkit.sim;

import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.HandlerFault;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Batches whose handlers hang, sleep too long, throw every kind of error and lose their threads. The nodes are killed
 * and return. Most tasks are done in the end, but those of some batches always fail.
 */
public final class HangWorkload {
    private static final String WORK = "work";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /**
     * A time that is longer than the master waits for an answer after the timeout, and shorter than the grace period.
     */
    private static final Duration LATE = Duration.ofMillis(2_300);

    private static final Duration SLOW = Duration.ofMillis(900);

    /** The fault that a handler replaces which ignores its interrupt, but ends. */
    private static final HandlerFault LATE_INSTEAD = HandlerFault.STACK_OVERFLOW;

    /**
     * The longest delay of a batch by one fault: timeout, grace periods, the silence of a dead node, and its return.
     */
    private static final long FAULT_NANOS = 12_000_000_000L;

    private static final Duration CHAOS = Duration.ofSeconds(8);
    private static final long SPARE_NANOS = 60_000_000_000L;
    private static final int FAULTY_ATTEMPTS = 2;
    private static final int DOOMED_MAX = 4;
    private static final int TASKS_MAX = 150;
    private static final int MANY_TASKS_MAX = 1_500;
    private static final long ATTEMPTS_MAX = 1_000;

    private final SimCluster cluster;
    private final SplittableRandom random;
    private final int oneIn;
    private final int tasksMax;
    private final int batches;
    private final long costNanos;
    private final Supervisor supervisor;

    private HangWorkload(SimCluster cluster, Supervisor supervisor, int tasksMax) {
        this.tasksMax = tasksMax;
        this.cluster = cluster;
        this.supervisor = supervisor;
        this.random = cluster.workload().split();
        this.oneIn = 5 + random.nextInt(60);
        this.batches = 1 + random.nextInt(3);
        this.costNanos = 10_000L << random.nextInt(11);
    }

    /** Returns a cluster with two to five nodes, each of which returns after a loss. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(4), replay), shape, TASKS_MAX);
    }

    /** Returns the same cluster with many more tasks. */
    public static SimCluster large(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(4), replay), shape, MANY_TASKS_MAX);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        declare((SimCluster) cluster, new SplittableRandom(cluster.seed()), TASKS_MAX)
                .run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape, int tasksMax) {
        int slots = 1 + shape.nextInt(3);
        int credit = 1 << shape.nextInt(5);
        cluster.configure(
                builder -> builder.timeout(Duration.ofSeconds(20)).slots(slots).credit(credit));
        cluster.network(Conditions.drawn(cluster.faults()));
        HangWorkload workload = new HangWorkload(
                cluster, Supervisor.of(cluster, Duration.ofMillis(1 + shape.nextInt(1_500))), tasksMax);
        cluster.mayThrow(NotAdmittedException.class); // a node that starts when the work is done
        cluster.serve(Handlers.of(WORK, Long.class, Long.class, workload::work), workload::master);
        FaultMix mix = FaultMix.of(FaultKind.CRASH, FaultKind.RESTART, FaultKind.CUT)
                .with(FaultKind.VANISH, 0.2)
                .with(FaultKind.FREEZE, 0.3);
        return cluster.chaos(mix, CHAOS).limit(Duration.ofHours(2));
    }

    /** Returns the fault of an attempt at a task, or null. */
    private HandlerFault fault(long input, int attempt) {
        SplittableRandom drawn = new SplittableRandom(cluster.seed() * 31 + input * ATTEMPTS_MAX + attempt);
        drawn.nextLong();
        boolean faulty = attempt <= FAULTY_ATTEMPTS && drawn.nextInt(oneIn) == 0;
        return faulty ? HandlerFault.values()[drawn.nextInt(HandlerFault.values().length)] : null;
    }

    /** Carries out a task. Tasks with a negative input fail at every attempt. */
    private Long work(Long input, RequestContext context) throws Exception {
        if (input < 0) {
            HandlerFault.OWN_ERROR.strike();
        }
        HandlerFault fault = fault(input, context.attempt());
        if (fault == LATE_INSTEAD) {
            HandlerFault.sleepThrough(LATE);
        } else if (fault != null) {
            fault.strike();
        }
        // The next attempt still runs when the late result of the attempt before it arrives.
        boolean slow = fault(input, context.attempt() - 1) == LATE_INSTEAD;
        SimCluster.pause(slow ? SLOW : Duration.ofNanos(costNanos));
        return value(input, context.attempt());
    }

    /** Returns a value that contains the attempt, so that the result of another attempt is noticed. */
    private static long value(long input, int attempt) {
        return input * ATTEMPTS_MAX + attempt;
    }

    private void master(MasterRole master) {
        try {
            master.awaitComputeNodes(1, Duration.ofSeconds(20));
            for (int batch = 0; batch < batches; batch++) {
                int tasks = 1 + random.nextInt(tasksMax);
                batch(master, "b" + batch, LongStream.range(0, tasks).boxed().toList());
                batch(master, "d" + batch, doomed());
            }
        } finally {
            supervisor.end();
        }
        master.shutdownComputeNodes(Duration.ofSeconds(5));
    }

    private List<Long> doomed() {
        return LongStream.rangeClosed(1, 1 + random.nextInt(DOOMED_MAX))
                .map(input -> -input)
                .boxed()
                .toList();
    }

    private void batch(MasterRole master, String name, List<Long> inputs) {
        boolean doomed = inputs.get(0) < 0;
        long now = cluster.now().toNanos();
        add(new Occurrence.BatchSubmitted(now, name, inputs.size(), doomed, WORK, 0));
        add(new Occurrence.BatchDue(now, name, inputs.size(), now + boundNanos(inputs)));
        TaskBatch<Long, Long> batch =
                TaskBatch.of(WORK, inputs, Long.class).timeout(TIMEOUT).attempts(20);
        try (TaskRun<Long> run = master.submit(batch.retries(doomed ? 0 : 10))) {
            run.forEach(outcome -> ended(name, inputs.get(outcome.index()), outcome));
        }
    }

    private void ended(String batch, long input, TaskOutcome<Long> outcome) {
        boolean right =
                outcome.isDone() && input >= 0 && Objects.equals(outcome.value(), value(input, outcome.attempts()));
        String detail = outcome.isDone()
                ? outcome.value() + " of attempt " + outcome.attempts()
                : outcome.failure() + " " + outcome.failure().attempts();
        add(new Occurrence.TaskEnded(cluster.now().toNanos(), batch, outcome.index(), outcome.isDone(), right, detail));
    }

    private void add(Occurrence occurrence) {
        SimInsides.recorder(cluster).add(occurrence);
    }

    /** Returns the time of all faults one after another, with all tasks on one slot. */
    private long boundNanos(List<Long> inputs) {
        long faults = inputs.stream()
                .mapToLong(input -> LongStream.rangeClosed(1, FAULTY_ATTEMPTS)
                        .filter(attempt -> fault(input, (int) attempt) != null)
                        .count())
                .sum();
        return CHAOS.toNanos() + SPARE_NANOS + faults * FAULT_NANOS + inputs.size() * costNanos;
    }
}
