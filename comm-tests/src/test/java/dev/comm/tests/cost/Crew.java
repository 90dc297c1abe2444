package dev.comm.tests.cost;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A master and nodes in one JVM over real sockets, each with threads of its own, that repeat one operation. */
final class Crew {
    /** The part of a member of a team in one operation. */
    interface Part {
        void play(Communicator comm);
    }

    /** The part of a master in one operation. */
    interface Order {
        void play(MasterNode master, RegistryEntry node) throws Exception;
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path IO = Path.of("/proc/self/io");

    private final int size;
    private final int batch;
    private final Traffic traffic = new Traffic();
    private final Path folder;
    private final List<Threads> nodes = new ArrayList<>();
    private volatile Threads master;
    private volatile Sampling sampling;
    private boolean isCounting;

    private Crew(int size, int batch) {
        this.size = size;
        this.batch = batch;
        try {
            folder = Files.createTempDirectory("comm-crew");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates a master and its nodes.
     *
     * @param size the number of members, including the master
     * @param batch the number of operations between two reads of the counters
     */
    static Crew of(int size, int batch) {
        return new Crew(size, batch);
    }

    /** Counts reads and wake-ups too. The counting itself allocates memory. */
    Crew counting() {
        isCounting = true;
        return this;
    }

    static boolean canCountSystemCalls() {
        return Files.isReadable(IO);
    }

    private static long systemWrites() {
        try {
            return Files.readAllLines(IO).stream()
                    .filter(line -> line.startsWith("syscw: "))
                    .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommConfig config(int rank) {
        return CommConfig.builder()
                .rank(rank)
                .size(size)
                .bind("127.0.0.1:0")
                .rendezvous(folder.resolve("master"))
                .startupTimeout(PATIENCE)
                .providers(isCounting ? List.of(traffic) : List.of())
                .build();
    }

    /** Measures an operation in which all members do the same. */
    Costs team(Part part) throws Exception {
        for (int rank = 1; rank < size; rank++) {
            CommConfig config = config(rank);
            nodes.add(Threads.start("node " + rank, () -> repeat(config, part)));
        }
        return cost(() -> {
            try (Communicator comm = Communicator.join(config(0))) {
                sampling = sampling().run(() -> part.play(comm));
            }
        });
    }

    private void repeat(CommConfig config, Part part) {
        try (Communicator comm = Communicator.join(config)) {
            for (int i = 0; i < Sampling.operations(batch); i++) {
                part.play(comm);
            }
        }
    }

    /** Measures an operation of the master while the nodes serve. */
    Costs service(Handlers handlers, Order order) throws Exception {
        for (int rank = 1; rank < size; rank++) {
            CommConfig config = config(rank);
            nodes.add(Threads.start("node " + rank, () -> serve(config, handlers)));
        }
        return cost(() -> {
            try (MasterNode lead = MasterNode.listen(config(0))) {
                RegistryEntry first = lead.awaitComputeNodes(size - 1, PATIENCE)
                        .entries()
                        .values()
                        .iterator()
                        .next();
                sampling = sampling().run(() -> order.play(lead, first));
                lead.shutdownComputeNodes(PATIENCE);
            }
        });
    }

    private static void serve(CommConfig config, Handlers handlers) {
        try (ComputeNode node = ComputeNode.connect(config)) {
            node.handleRequests(handlers);
        }
    }

    private Sampling sampling() {
        LongSupplier writes = canCountSystemCalls() ? Crew::systemWrites : () -> 0;
        LongSupplier nodeBytes =
                () -> nodes.stream().mapToLong(Threads::allocatedBytes).sum();
        return new Sampling(
                batch, List.of(writes, traffic::reads, traffic::wakeups, nodeBytes, () -> master.allocatedBytes()));
    }

    private Costs cost(Threads.Body body) throws Exception {
        try {
            master = Threads.start("master", body);
            master.join();
            for (Threads node : nodes) {
                node.join();
            }
        } finally {
            Files.deleteIfExists(folder.resolve("master"));
            Files.deleteIfExists(folder.resolve("master.lock"));
            Files.delete(folder);
        }
        Sampling done = sampling;
        return new Costs(done.median(4), done.median(3), done.median(0), done.median(1), done.median(2));
    }
}
