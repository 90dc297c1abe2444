package dev.comm.testkit.sim;

import dev.comm.api.Answer;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.RequestContext;
import dev.comm.api.work.TaskBatch;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.network.Conditions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Batches with all options at once, with requests to all nodes and to single nodes, and a shutdown while nodes join.
 * The handlers fail, hang and die of errors. The nodes are lost, return and join late.
 */
public final class DispatchWorkload {
    private static final String STEADY = "steady";

    private final SimCluster cluster;
    private final SplittableRandom random;
    private final int batches;
    private final long costNanos;
    private boolean over;
    private int requests;

    private DispatchWorkload(SimCluster cluster) {
        this.cluster = cluster;
        this.random = cluster.workload().split();
        this.batches = 1 + random.nextInt(4);
        this.costNanos = 10_000L << random.nextInt(13);
    }

    /** Returns a cluster with two to five nodes. The last node has no faults and all handlers. */
    public static SimCluster cluster(Replay replay) {
        SplittableRandom shape = new SplittableRandom(replay.seed());
        return declare(new SimCluster(2 + shape.nextInt(4), replay), shape);
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        declare((SimCluster) cluster, new SplittableRandom(cluster.seed())).run();
    }

    private static SimCluster declare(SimCluster cluster, SplittableRandom shape) {
        int slots = 1 + shape.nextInt(3);
        int credit = 1 << shape.nextInt(5);
        int last = cluster.size() - 1;
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(30))
                .slots(slots)
                .credit(credit)
                .labels(builder.build().rank() == last ? List.of(STEADY) : List.of()));
        cluster.network(Conditions.drawn(cluster.faults()));
        DispatchWorkload workload = new DispatchWorkload(cluster);
        cluster.mayThrow(NotAdmittedException.class); // a node that starts when the work is done
        cluster.serve(
                Handlers.of("square", Long.class, Long.class, workload::square)
                        .and("blob", Long.class, byte[].class, (length, context) -> workload.blob(length, context)),
                workload::master);
        workload.comings(shape);
        return cluster.chaos(FaultMix.usual().sparing(Set.of(last)), Duration.ofSeconds(8))
                .limit(Duration.ofMinutes(10));
    }

    /** Starts some nodes late, and restarts nodes whose program ends while the master works. */
    private void comings(SplittableRandom shape) {
        for (int rank = 1; rank < cluster.size() - 1; rank++) {
            SimMember node = cluster.node(rank);
            if (shape.nextInt(4) == 0) {
                cluster.absent(rank);
                cluster.at(Duration.ofMillis(1 + shape.nextInt(4_000)), () -> startUnlessOver(node));
            }
        }
        Duration pause = Duration.ofMillis(1 + shape.nextInt(1_500));
        cluster.listen(occurrence -> {
            if (occurrence instanceof Occurrence.ProgramEnded ended && ended.rank() > 0) {
                cluster.after(pause, () -> startUnlessOver(cluster.node(ended.rank())));
            } else if (occurrence instanceof Occurrence.Fault fault && fault.process() == 0) {
                over |= fault.kind() == Occurrence.Fault.Kind.CRASH || fault.kind() == Occurrence.Fault.Kind.VANISH;
            }
        });
    }

    private void startUnlessOver(SimMember node) {
        if (!over) {
            node.restart();
        }
    }

    private Long square(Long input, RequestContext context) throws IOException {
        switch ((int) Math.floorMod(input * 31 + cluster.seed(), 24L)) {
            case 0 -> fail(context, new IOException("a handler failed"));
            case 1 -> fail(context, new Oops());
            case 2 -> {
                if (context.attempt() == 1) {
                    SimCluster.pause(Duration.ofSeconds(5));
                }
            }
            case 3 -> {
                for (int i = 0; i < 100 && !context.cancelled(); i++) {
                    SimCluster.pause(Duration.ofMillis(5));
                    context.progress(i / 100.0);
                }
            }
            default -> SimCluster.pause(Duration.ofNanos(costNanos));
        }
        return input * input;
    }

    private static <X extends Throwable> void fail(RequestContext context, X failure) throws X {
        if (context.attempt() == 1) {
            throw failure;
        }
    }

    private byte[] blob(Long input, RequestContext context) {
        SimCluster.pause(Duration.ofNanos(costNanos));
        return blob(input);
    }

    private void master(MasterRole master) {
        try {
            master.awaitComputeNodes(1, Duration.ofSeconds(30));
            List<RunningBatch<?>> running = new ArrayList<>();
            for (int batch = 0; batch < batches; batch++) {
                running.add(submit(master, "b" + batch));
            }
            while (!running.isEmpty()) {
                RunningBatch<?> next = running.get(random.nextInt(running.size()));
                if (!next.step()) {
                    running.remove(next);
                }
                if (random.nextInt(12) == 0) {
                    ask(master);
                }
            }
        } finally {
            over = true;
        }
        master.shutdownComputeNodes(Duration.ofSeconds(5));
    }

    private RunningBatch<?> submit(MasterRole master, String name) {
        List<Long> inputs = new ArrayList<>();
        for (long i = random.nextInt(50); inputs.size() < 1 || random.nextInt(25) > 0; i++) {
            inputs.add(i);
        }
        boolean cancelled = random.nextInt(5) == 0;
        RunningBatch.Terms terms = new RunningBatch.Terms(name, inputs, cancelled ? random.nextInt(inputs.size()) : -1);
        return random.nextInt(3) > 0
                ? RunningBatch.of(
                        cluster,
                        master.submit(options(TaskBatch.of("square", inputs, Long.class))),
                        terms,
                        (input, value) -> value == input * input)
                : RunningBatch.of(
                        cluster,
                        master.submit(options(TaskBatch.of("blob", inputs, byte[].class))),
                        terms,
                        (input, value) -> Arrays.equals(value, blob(input)));
    }

    private byte[] blob(Long input) {
        SplittableRandom bytes = new SplittableRandom(cluster.seed() + input);
        byte[] blob = new byte[bytes.nextInt(4) == 0 ? bytes.nextInt(300_000) : bytes.nextInt(3_000)];
        bytes.nextBytes(blob);
        return blob;
    }

    private <O> TaskBatch<Long, O> options(TaskBatch<Long, O> plain) {
        TaskBatch<Long, O> batch = plain.attempts(20).retries(3).priority(random.nextInt(3));
        batch = random.nextInt(3) == 0 ? batch.timeout(Duration.ofMillis(700 + random.nextInt(2_000))) : batch;
        batch = random.nextInt(6) == 0 ? batch.onRank(cluster.size() - 1) : batch;
        return random.nextInt(6) == 0 ? batch.onLabel(STEADY) : batch;
    }

    /** Asks one node or all nodes. Each asked node has one outcome (A6). */
    private void ask(MasterRole master) {
        String request = "r" + ++requests;
        List<RegistryEntry> living = new ArrayList<>(master.registry().entries().values());
        if (random.nextBoolean() || living.isEmpty()) {
            asked(request, Set.copyOf(master.registry().entries().keySet()));
            master.sendRequest("blob", 3L, byte[].class).all().values().forEach(reply -> answered(request, reply));
        } else {
            RegistryEntry one = living.get(random.nextInt(living.size()));
            asked(request, Set.of(one.rank()));
            answered(request, master.sendRequest(one, "blob", 3L, byte[].class));
        }
    }

    private void asked(String request, Set<Integer> ranks) {
        SimInsides.recorder(cluster).add(new Occurrence.Asked(cluster.now().toNanos(), request, ranks));
    }

    private void answered(String request, Answer<byte[]> reply) {
        boolean gone = reply.departure() != null || reply.failure() instanceof MemberLostException;
        boolean right = gone || reply.isPresent() && Arrays.equals(reply.value(), blob(3L));
        String detail = right ? "" : String.valueOf(reply.failure());
        SimInsides.recorder(cluster)
                .add(new Occurrence.Answered(cluster.now().toNanos(), request, reply.rank(), right, detail));
    }

    /** An error that no code expects. */
    private static final class Oops extends Error {
        private static final long serialVersionUID = 1;

        Oops() {
            super("a handler died");
        }
    }
}
