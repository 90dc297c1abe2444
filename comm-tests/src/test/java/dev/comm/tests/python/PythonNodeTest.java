package dev.comm.tests.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.CallOptions;
import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Secret;
import dev.comm.api.Tls;
import dev.comm.api.error.RemoteException;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.testkit.contract.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node in another language, written from docs/PROTOCOL.md alone, is a full member. */
@Timeout(180)
class PythonNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M";

    @TempDir
    private Path folder;

    @Test
    void aPythonNodeAnswersRequestsDoesTasksAndFollowsABarrier() throws Exception {
        try (MasterNode master = master();
                PythonProgram node = join(master, "serve")) {
            master.awaitComputeNodes(1, PATIENCE);
            assertThat(answer(master, "echo", "Grüße 🚀", String.class).value()).isEqualTo("Grüße 🚀");
            assertThat(answer(master, "echo", null, String.class).value()).isNull();
            assertThat(answer(master, "length", new byte[1_000_000], Long.class).value())
                    .isEqualTo(1_000_000);
            assertThat(answer(master, "fail", 7, Long.class).failure())
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("ValueError")
                    .hasMessageContaining("no luck with 7");
            assertThat(answer(master, "unheard-of", 7, Long.class).isPresent()).isFalse();
            assertThat(master.communicator().barrier(PATIENCE).survivors()).containsExactly(0, 1);
            assertThat(squares(master, 200)).isEqualTo(expectedSquares(200));
            assertThat(master.shutdownComputeNodes(PATIENCE).isClean()).isTrue();
            assertThat(node.finish()).contains("rank 1 of 2", "left after 204 answers");
        }
    }

    @Test
    void aPythonMemberTakesPartInCollectivesAndMessages() throws Exception {
        try (MasterNode master = master();
                PythonProgram node = join(master, "spmd")) {
            master.awaitComputeNodes(1, PATIENCE);
            Communicator comm = master.communicator();
            assertThat(comm.distribute(() -> "hello").value()).isEqualTo("hello");
            assertThat(comm.collect("zero").present()).containsExactly("zero", "1 says hello");
            assertThat(comm.barrier(PATIENCE).survivors()).containsExactly(0, 1);
            assertThat(comm.allGather(5L).present()).containsExactly(5L, 10L);
            byte[] block = block(1_500_000);
            comm.distribute(() -> block);
            assertThat(comm.collect(new byte[0]).at(1).value()).isEqualTo(reversed(block));
            comm.with(CallOptions.DEFAULT.tag(7)).send(1, 41L);
            assertThat(comm.with(CallOptions.DEFAULT.tag(8)).receive(1, Long.class, PATIENCE))
                    .isEqualTo(42);
            comm.barrier(PATIENCE);
            assertThat(node.finish()).contains("gathered [(0, 5), (1, 10)]");
        }
    }

    @Test
    void aPythonNodeAndAMasterWithDifferentSecretsRefuseEachOther() throws Exception {
        try (MasterNode master = master();
                PythonProgram other = join(master, "l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs", "serve");
                PythonProgram without =
                        PythonProgram.start("comm_node.py", List.of("--master", address(master), "serve"))) {
            String refusal = "comm_node.py: REJECTED in the place of MASTER_PROOF: give all members of the run the same"
                    + " secret, or none: authentication failed";
            assertThat(other.finish(1)).containsExactly(refusal);
            assertThat(without.finish(1)).containsExactly(refusal);
            assertThat(master.registry().entries()).isEmpty();
        }
    }

    @Test
    void aPythonNodeJoinsOverTlsWithTheSecret() throws Exception {
        Tls tls = Certificates.node();
        try (MasterNode master = master(config -> config.tls(Certificates.master()));
                PythonProgram node = join(
                        master,
                        SECRET,
                        "--trust",
                        tls.trust().toString(),
                        "--certificate",
                        tls.certificate().toString(),
                        "--key",
                        tls.key().toString(),
                        "serve")) {
            master.awaitComputeNodes(1, PATIENCE);
            assertThat(squares(master, 20)).isEqualTo(expectedSquares(20));
            assertThat(master.shutdownComputeNodes(PATIENCE).isClean()).isTrue();
            assertThat(node.finish()).contains("rank 1 of 2", "left after 20 answers");
        }
    }

    @Test
    void aPythonNodeSaysHowFarItIsAndStopsWhenItIsCancelled() throws Exception {
        try (MasterNode master = master();
                PythonProgram node = join(master, "serve")) {
            master.awaitComputeNodes(1, PATIENCE);
            try (TaskRun<Long> run = master.submit(TaskBatch.of("endless", List.of(1L), Long.class))) {
                while (run.progress().isEmpty()) {
                    LockSupport.parkNanos(1_000_000);
                }
                assertThat(run.progress()).containsEntry(0, 0.5);
                run.cancel();
            }
            assertThat(answer(master, "slow", 7L, Long.class).value()).isEqualTo(49);
            assertThat(master.shutdownComputeNodes(PATIENCE).isClean()).isTrue();
            assertThat(node.finish()).contains("endless", "left after 2 answers");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"EXPIRED", "LEFT"})
    void aPythonNodeThatEndsGivesItsTasksBackAndLeaves(Cause cause) throws Exception {
        boolean expires = cause == Cause.EXPIRED;
        try (MasterNode master = master();
                PythonProgram ending =
                        expires ? join(master, SECRET, "--live", "12", "serve") : join(master, SECRET, "serve");
                PythonProgram other = join(master, SECRET, "serve")) {
            master.awaitComputeNodes(2, PATIENCE);
            List<Long> inputs = LongStream.range(0, 200).boxed().toList();
            int done = 0;
            try (TaskRun<Long> run = master.submit(TaskBatch.of("slow", inputs, Long.class))) {
                for (TaskOutcome<Long> outcome : run) {
                    assertThat(outcome.value()).isEqualTo((long) outcome.index() * outcome.index());
                    done++;
                    if (done == 20 && !expires) {
                        ending.terminate();
                    }
                }
            }
            assertThat(done).isEqualTo(200);
            assertThat(ending.finish()).anyMatch(line -> line.startsWith("left after"));
            assertThat(master.report().departed())
                    .extracting(each -> each.departure().cause())
                    .containsExactly(cause);
            assertThat(master.shutdownComputeNodes(PATIENCE).isClean()).isTrue();
            other.finish();
        }
    }

    private MasterNode master() {
        return master(config -> config);
    }

    private MasterNode master(UnaryOperator<CommConfig.Builder> settings) {
        return MasterNode.listen(settings.apply(CommConfig.builder())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .secret(Secret.of(SECRET.getBytes(StandardCharsets.US_ASCII)))
                .build());
    }

    private PythonProgram join(MasterNode master, String mode) throws IOException {
        return join(master, SECRET, new String[] {mode});
    }

    private PythonProgram join(MasterNode master, String secret, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("secret-" + secret.hashCode()), secret);
        List<String> arguments =
                new ArrayList<>(List.of("--master", address(master), "--secret-file", file.toString()));
        arguments.addAll(List.of(more));
        return PythonProgram.start("comm_node.py", arguments);
    }

    private static String address(MasterNode master) {
        return "127.0.0.1:" + master.address().getPort();
    }

    private static <O> Answer<O> answer(MasterNode master, String handler, Object input, Class<O> out) {
        return master.sendRequest(handler, input, out).all().get(1);
    }

    private static Map<Integer, Long> squares(MasterNode master, int count) {
        List<Long> inputs = LongStream.range(0, count).boxed().toList();
        Map<Integer, Long> squares = new TreeMap<>();
        try (TaskRun<Long> run = master.submit(TaskBatch.of("square", inputs, Long.class))) {
            for (TaskOutcome<Long> outcome : run) {
                squares.put(outcome.index(), outcome.value());
            }
        }
        return squares;
    }

    private static Map<Integer, Long> expectedSquares(int count) {
        Map<Integer, Long> squares = new TreeMap<>();
        LongStream.range(0, count).forEach(value -> squares.put((int) value, value * value));
        return squares;
    }

    private static byte[] block(int length) {
        byte[] block = new byte[length];
        for (int index = 0; index < length; index++) {
            block[index] = (byte) (index * 31 + index / 1000);
        }
        return block;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            reversed[index] = bytes[bytes.length - 1 - index];
        }
        return reversed;
    }
}
