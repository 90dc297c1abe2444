package dev.comm.tests.cost;

import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import java.time.Duration;
import java.util.Collections;

/** The measured operations. */
final class Scenes {
    static final int MIB = 1 << 20;

    private static final String ECHO = "echo";
    static final Handlers ECHOING = Handlers.of(ECHO, byte[].class, byte[].class, bytes -> bytes);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Scenes() {}

    /** Returns one request with an input of the given size, which the node returns. */
    static Crew.Order request(int bytes) {
        byte[] input = new byte[bytes];
        return (master, node) ->
                master.sendRequest(node, ECHO, input, byte[].class).value();
    }

    /** Returns a batch of tasks with inputs of the given size, which the nodes return. */
    static Crew.Order tasks(int count, int bytes) {
        TaskBatch<byte[], byte[]> batch = TaskBatch.of(ECHO, Collections.nCopies(count, new byte[bytes]), byte[].class);
        return (master, node) -> {
            try (TaskRun<byte[]> run = master.submit(batch)) {
                for (TaskOutcome<byte[]> outcome : run) {
                    outcome.value();
                }
            }
        };
    }

    /** Returns messages of rank 0 to rank 1, and an empty one in the other direction. */
    static Crew.Part messages(int count, int bytes) {
        byte[] content = new byte[bytes];
        return comm -> {
            if (comm.rank() == 0) {
                for (int i = 0; i < count; i++) {
                    comm.send(1, content);
                }
                comm.receive(1, byte[].class, PATIENCE);
            } else {
                for (int i = 0; i < count; i++) {
                    comm.receive(0, byte[].class, PATIENCE);
                }
                comm.send(0, new byte[0]);
            }
        };
    }
}
