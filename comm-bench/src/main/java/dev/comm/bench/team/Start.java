package dev.comm.bench.team;

import dev.comm.api.CommConfig;
import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import dev.comm.master.MasterNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A master that listens, reports it, and waits for its nodes, again and again. The process of the nodes writes to a
 * file the time at which the first of them began to connect.
 */
final class Start {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final Path file;

    Start(int port, Path file) {
        this.port = port;
        this.file = file;
    }

    Samples play(Job job) throws Exception {
        long[] nanos = new long[job.count()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = once(i, job.members() - 1);
        }
        return new Samples(nanos);
    }

    private long once(int repetition, int nodes) throws Exception {
        CommConfig config =
                CommConfig.builder().bind("127.0.0.1:" + (port + repetition)).build();
        try (MasterNode master = MasterNode.listen(config)) {
            Files.createFile(Path.of(file + ".listens." + repetition));
            int came = master.awaitComputeNodes(nodes, PATIENCE).size();
            long now = System.nanoTime();
            if (came != nodes) {
                throw new IllegalStateException("only " + came + " nodes of " + nodes);
            }
            Path begun = Path.of(file + ".begun." + repetition);
            Patience.until(() -> Files.exists(begun) ? begun : null);
            return now - Long.parseLong(Files.readString(begun));
        }
    }
}
