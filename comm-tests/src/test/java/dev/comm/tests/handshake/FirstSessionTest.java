package dev.comm.tests.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.tests.handshake.DocumentedSession.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master understands the bytes of the session in docs/PROTOCOL.md, and answers with those that stand there. */
@Timeout(180)
class FirstSessionTest {
    private static final int PATIENCE_MILLIS = 90_000;

    private final Map<String, Future<?>> results = new TreeMap<>();

    @Test
    void theMasterAnswersTheDocumentedBytesAsDocumented() throws Exception {
        ExecutorService program = Executors.newSingleThreadExecutor();
        InetAddress here = InetAddress.getLoopbackAddress();
        try (MasterNode master = MasterNode.listen(CommConfig.builder()
                        .bind(new InetSocketAddress(here, 0))
                        .build());
                Socket socket = new Socket(here, master.address().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            replay(new SessionReplay(socket), program, actions(master));
        } finally {
            program.shutdownNow();
        }
        assertThat(results.get("rank 0 calls barrier()").get()).isEqualTo(List.of(0, 1));
        assertThat(results.get("rank 0 calls collect(5L)").get()).isEqualTo(List.of(5L, 7L));
        assertThat(results.get("rank 0 submits the task \"double\" with the input 21L")
                        .get())
                .isEqualTo(42L);
    }

    private void replay(SessionReplay replay, ExecutorService program, Map<String, Callable<?>> actions)
            throws Exception {
        for (Step step : DocumentedSession.read()) {
            switch (step.actor()) {
                case NODE -> replay.send(step);
                case MASTER -> replay.expect(step);
                case PROGRAM -> {
                    if (step.text().equals("the master closes the connection")) {
                        replay.expectEnd();
                    } else {
                        results.put(step.text(), program.submit(actions.get(step.text())));
                    }
                }
            }
        }
    }

    private static Map<String, Callable<?>> actions(MasterNode master) {
        return Map.of(
                "rank 0 calls barrier()",
                () -> List.copyOf(master.communicator().barrier().survivors()),
                "rank 0 calls collect(5L)",
                () -> List.copyOf(master.communicator().collect(5L).present()),
                "rank 0 submits the task \"double\" with the input 21L",
                () -> {
                    try (TaskRun<Long> run = master.submit(TaskBatch.of("double", List.of(21L), Long.class))) {
                        return run.iterator().next().value();
                    }
                });
    }
}
