package dev.comm.bench.team;

import dev.comm.api.CommConfig;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.bench.Job;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** A master that sends requests, and nodes that echo them. */
final class CommService implements AutoCloseable {
    private static final String ECHO = "echo";
    private static final Handlers HANDLERS = Handlers.of(ECHO, byte[].class, byte[].class, bytes -> bytes);

    private final MasterNode master;
    private final ComputeNode node;
    private final int nodes;
    private final Duration patience;

    private CommService(MasterNode master, ComputeNode node, int nodes, Duration patience) {
        this.master = master;
        this.node = node;
        this.nodes = nodes;
        this.patience = patience;
    }

    static CommService open(CommConfig config, Duration patience) {
        boolean leads = config.isMaster();
        return new CommService(
                leads ? MasterNode.listen(config) : null,
                leads ? null : ComputeNode.connect(config),
                config.size() - 1,
                patience);
    }

    Beat beat(Job job) {
        if (node != null) {
            return Beat.serving(() -> node.handleRequests(HANDLERS));
        }
        List<RegistryEntry> entries =
                List.copyOf(master.awaitComputeNodes(nodes, patience).entries().values());
        byte[] bytes = new byte[job.bytes()];
        return switch (job.work()) {
            case ECHO ->
                () -> expect(
                        master.sendRequest(entries.get(0), ECHO, bytes, byte[].class)
                                .value(),
                        job);
            case TASKS, TASKS_ONE -> () -> tasks(job, bytes);
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private void tasks(Job job, byte[] bytes) {
        int done = 0;
        try (TaskRun<byte[]> run =
                master.submit(TaskBatch.of(ECHO, Collections.nCopies(job.count(), bytes), byte[].class))) {
            for (TaskOutcome<byte[]> outcome : run) {
                expect(outcome.value(), job);
                done++;
            }
        }
        if (done != job.count()) {
            throw new IllegalStateException(done + " tasks of " + job.count());
        }
    }

    private static void expect(byte[] echoed, Job job) {
        if (echoed.length != job.bytes()) {
            throw new IllegalStateException(echoed.length + " bytes came back");
        }
    }

    @Override
    public void close() {
        if (master != null) {
            master.shutdownComputeNodes(patience);
            master.close();
        } else {
            node.close();
        }
    }
}
