package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import dev.comm.api.Secret;
import dev.comm.api.Tls;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import dev.comm.testkit.contract.Certificates;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A team over mutual TLS works with a secret whose proofs are bound to the channel. Peers without either do not join.
 */
@Timeout(120)
class TlsTeamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.UTF_8));
    private static final int MUCH = 3 << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static CommConfig.Builder settings(Tls tls) {
        return CommConfig.builder().profile(Profile.LAN).secret(SECRET).tls(tls).bind("127.0.0.1:0");
    }

    private static byte[] much(long seed) {
        byte[] bytes = new byte[MUCH];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /**
     * Runs a node.
     *
     * @param complete the signal to begin, because nodes of a serving master are members at once and would not wait
     */
    private static ExitReason node(int rank, InetSocketAddress address, CountDownLatch complete) {
        CommConfig config = settings(Certificates.node())
                .rank(rank)
                .masters(List.of(address))
                .build();
        try (ComputeNode node = ComputeNode.connect(config)) {
            assertThat(complete.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            collectives(node.communicator());
            return node.handleRequests(Handlers.of("reverse", String.class, String.class, TlsTeamTest::reverse));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static void collectives(Communicator team) {
        assertThat(team.barrier(PATIENCE).survivors()).containsExactly(0, 1, 2);
        byte[] given = team.distribute(() -> much(7)).value();
        assertThat(given).isEqualTo(much(7));
        Collected<byte[]> parts = team.collect(much(team.rank()));
        if (team.rank() == 0) {
            for (int rank = 0; rank < 3; rank++) {
                assertThat(Arrays.equals(parts.at(rank).value(), much(rank))).isTrue();
            }
        }
    }

    @Test
    void aTeamDoesAllItsWorkOverTls() throws Exception {
        try (MasterNode master =
                MasterNode.listen(settings(Certificates.master()).build())) {
            CountDownLatch complete = new CountDownLatch(1);
            List<CompletableFuture<ExitReason>> nodes = IntStream.rangeClosed(1, 2)
                    .mapToObj(rank ->
                            CompletableFuture.supplyAsync(() -> node(rank, master.address(), complete), threads))
                    .toList();
            master.awaitComputeNodes(2, PATIENCE);
            complete.countDown();
            collectives(master.communicator());
            assertThat(master.sendRequest("reverse", "abc", String.class).all().values())
                    .extracting(Answer::value)
                    .containsExactly("cba", "cba");
            List<String> texts =
                    IntStream.range(0, 500).mapToObj(i -> "task " + i).toList();
            try (TaskRun<String> run = master.submit(TaskBatch.of("reverse", texts, String.class))) {
                for (TaskOutcome<String> task : run) {
                    assertThat(task.value()).isEqualTo(reverse(texts.get(task.index())));
                }
            }
            master.shutdownComputeNodes(PATIENCE);
            for (CompletableFuture<ExitReason> each : nodes) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }
}
