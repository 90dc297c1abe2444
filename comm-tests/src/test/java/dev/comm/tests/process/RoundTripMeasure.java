package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Tls;
import dev.comm.api.work.RegistryEntry;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import dev.comm.testkit.contract.Certificates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that measures the costs of a secret and of TLS. It measures joining, and round trips between a master in
 * this process and a node in another one.
 *
 * <p>The variants take turns, so that the ratios hold on a busy machine too. The program is started by hand. Its
 * arguments are the variants to compare ({@code PLAIN SECRET TLS}), or none for all.
 */
final class RoundTripMeasure {
    private static final int ROUNDS = 9;
    private static final int JOINS = 40;
    private static final String TEXT = "I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M";

    private RoundTripMeasure() {}

    /** The protection of the connection. */
    enum Variant {
        PLAIN,
        SECRET,
        TLS
    }

    /** The measured operation. */
    enum Trip {
        REQUEST_64_B(64, 3_000),
        REQUEST_64_KIB(64 << 10, 600),
        REQUEST_1_MIB(1 << 20, 60),
        BARRIER(0, 3_000),
        JOIN(0, JOINS);

        final int bytes;
        final int count;

        Trip(int bytes, int count) {
            this.bytes = bytes;
            this.count = count;
        }
    }

    public static void main(String[] args) throws Exception {
        List<Variant> variants = args.length == 0
                ? List.of(Variant.values())
                : Stream.of(args).map(Variant::valueOf).toList();
        Path secret = Files.createTempFile("measure", ".secret");
        List<Pair> pairs = new ArrayList<>();
        try {
            Files.writeString(secret, TEXT, StandardCharsets.UTF_8);
            for (Variant variant : variants) {
                pairs.add(new Pair(variant, secret));
            }
            for (Trip trip : Trip.values()) {
                report(trip, measure(trip, pairs));
            }
        } finally {
            pairs.forEach(Pair::close);
            Files.delete(secret);
        }
        System.exit(0);
    }

    private static Map<Variant, long[][]> measure(Trip trip, List<Pair> pairs) {
        Map<Variant, long[][]> nanos = new EnumMap<>(Variant.class);
        pairs.forEach(pair -> nanos.put(pair.variant, new long[ROUNDS][]));
        int each = trip == Trip.JOIN ? trip.count / ROUNDS + 1 : trip.count;
        for (int round = -1; round < ROUNDS; round++) {
            for (Pair pair : pairs) {
                long[] measured = pair.measure(trip, each);
                // The first round is the warm-up.
                if (round >= 0) {
                    nanos.get(pair.variant)[round] = measured;
                }
            }
        }
        return nanos;
    }

    private static void report(Trip trip, Map<Variant, long[][]> nanos) {
        long[][] base = nanos.values().iterator().next();
        nanos.forEach((variant, rounds) -> {
            long[] all =
                    Arrays.stream(rounds).flatMapToLong(Arrays::stream).sorted().toArray();
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = (double) median(rounds[round]) / median(base[round]);
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "%-15s %-7s median %9.1f us, p99 %9.1f us, ratio %.2f (%.2f to %.2f)%n",
                    trip,
                    variant,
                    all[all.length / 2] / 1e3,
                    all[all.length * 99 / 100] / 1e3,
                    ratios[ROUNDS / 2],
                    ratios[0],
                    ratios[ROUNDS - 1]);
        });
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A master in this process and a node that serves in another process. */
    private static final class Pair implements AutoCloseable {
        private static final Duration PATIENCE = Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS);

        private final Variant variant;
        private final Path secret;
        private final MasterNode master;
        private final ForkedMember node;
        private final RegistryEntry entry;

        Pair(Variant variant, Path secret) {
            this.variant = variant;
            this.secret = secret;
            master = MasterNode.listen(
                    settings(Certificates::master).bind("127.0.0.1:0").build());
            Map<String, String> environment = new TreeMap<>();
            environment.put("COMM_RANK", "1");
            environment.put("COMM_MASTER", "127.0.0.1:" + master.address().getPort());
            if (variant != Variant.PLAIN) {
                environment.put("COMM_SECRET", TEXT);
            }
            if (variant == Variant.TLS) {
                environment.put(
                        "COMM_TLS_CERTIFICATE",
                        Certificates.node().certificate().toString());
                environment.put("COMM_TLS_KEY", Certificates.node().key().toString());
                environment.put("COMM_TLS_TRUST", Certificates.node().trust().toString());
            }
            List<String> options = List.of("-XX:TieredStopAtLevel=4", "-Xmx256m");
            node = ForkedMember.start("node with " + variant, JobNode.class, environment, options);
            entry = master.awaitComputeNodes(1, PATIENCE).entries().get(1);
        }

        private CommConfig.Builder settings(java.util.function.Supplier<Tls> tls) {
            CommConfig.Builder builder = CommConfig.builder();
            if (variant != Variant.PLAIN) {
                builder.secretFile(secret);
            }
            return variant == Variant.TLS ? builder.tls(tls.get()) : builder;
        }

        long[] measure(Trip trip, int count) {
            byte[] input = SpmdCommands.bytes(trip.bytes, 3);
            long[] nanos = new long[count];
            for (int i = 0; i < count; i++) {
                long began = System.nanoTime();
                switch (trip) {
                    case BARRIER -> master.communicator().barrier();
                    case JOIN -> join(began, nanos, i);
                    default ->
                        master.sendRequest(entry, "echo-bytes", input, byte[].class)
                                .value();
                }
                nanos[i] = trip == Trip.JOIN ? nanos[i] : System.nanoTime() - began;
            }
            return nanos;
        }

        private void join(long began, long[] nanos, int index) {
            CommConfig config = settings(Certificates::node)
                    .masters(List.of(master.address()))
                    .build();
            try (ComputeNode joined = ComputeNode.connect(config)) {
                nanos[index] = System.nanoTime() - began;
            }
        }

        @Override
        public void close() {
            node.close();
            master.close();
        }
    }
}
