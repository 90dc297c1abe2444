package dev.comm.tests.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CallOptions;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Python rank gets its place from the environment of a launched node, and takes part in every collective. */
@Timeout(240)
class PythonCollectivesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MESSAGES = 20;
    private static final int MESSAGE_BYTES = 40_000;

    @TempDir
    private Path folder;

    @Test
    void aPythonRankTakesPartInEveryCollectiveAndANewcomerFollowsIt() throws Exception {
        Path rendezvous = folder.resolve("master");
        try (PythonProgram python = start("every_collective", rendezvous);
                Communicator comm = Communicator.join(config(rendezvous))) {
            collectives(comm);
            duplicate(comm);
            assertThat(comm.admit(() -> "state").value()).isEqualTo("state");
            messages(comm);
            comm.barrier(PATIENCE);
            assertThat(python.finish())
                    .containsSubsequence(
                            "distributed given",
                            "scattered 11",
                            "gathered [(0, 0), (1, 1)]",
                            "reduced 11",
                            "received in the whole in the duplicate",
                            "admitted state []",
                            "bytes " + MESSAGES * MESSAGE_BYTES);
            newcomer(comm, rendezvous);
        }
    }

    private void newcomer(Communicator comm, Path rendezvous) throws Exception {
        try (PythonProgram next = start("newcomer", rendezvous)) {
            SortedSet<Integer> joined = comm.admit(() -> "news").verdict().joined();
            while (!joined.contains(1)) {
                joined = comm.admit(() -> "news").verdict().joined();
            }
            assertThat(comm.barrier(PATIENCE).survivors()).containsExactly(0, 1);
            assertThat(next.finish()).contains("state news");
        }
    }

    private static void collectives(Communicator comm) {
        assertThat(comm.barrier(PATIENCE).survivors()).containsExactly(0, 1);
        assertThat(comm.collect("own").present()).containsExactly("own", "collected");
        List<Object> each = new ArrayList<>();
        comm.collectEach("own", answer -> each.add(answer.value()));
        assertThat(each).containsExactly("own", "each");
        assertThat(comm.distribute(() -> "given").value()).isEqualTo("given");
        assertThat(comm.scatter(() -> List.of(10L, 11L)).value()).isEqualTo(10);
        assertThat(comm.allGather(0L).present()).containsExactly(0L, 1L);
        assertThat(comm.reduce(1L, Long::sum).value()).isEqualTo(11);
        assertThat(comm.allReduce(1L, Long::sum).value()).isEqualTo(11);
    }

    private static void duplicate(Communicator comm) {
        Communicator copy = comm.dup();
        copy.barrier(PATIENCE);
        copy.send(1, "in the duplicate");
        comm.send(1, "in the whole");
        assertThat(comm.receive(1, String.class, PATIENCE)).isEqualTo("in the whole");
        assertThat(copy.receive(1, String.class, PATIENCE)).isEqualTo("in the duplicate");
        copy.close();
    }

    /** Sends more messages than the first credit of a receiver allows, in both directions. */
    private static void messages(Communicator comm) {
        Communicator tagged = comm.with(CallOptions.DEFAULT.tag(1));
        for (int i = 0; i < MESSAGES; i++) {
            tagged.send(1, new byte[MESSAGE_BYTES]);
        }
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(tagged.receive(1, byte[].class, PATIENCE)).hasSize(MESSAGE_BYTES);
        }
    }

    private static CommConfig config(Path rendezvous) {
        return CommConfig.builder()
                .rank(0)
                .size(2)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .rendezvous(rendezvous)
                .elastic(true)
                .timeout(PATIENCE)
                .build();
    }

    private static PythonProgram start(String program, Path rendezvous) {
        return PythonProgram.start(
                "comm_node.py",
                List.of(program),
                Map.of("COMM_RANK", "1", "COMM_SIZE", "2", "COMM_RENDEZVOUS", rendezvous.toString()));
    }
}
