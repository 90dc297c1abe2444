package dev.comm.tests.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Answer;
import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Departure;
import dev.comm.api.Distributed;
import dev.comm.api.Limits;
import dev.comm.api.Profile;
import dev.comm.api.error.LimitException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A full disk fails the value that does not fit, with the cure. No other member is lost. */
@Timeout(120)
class FullDiskTest {
    private static final int LARGE = 4 << 20;

    private static final Handlers BYTES = Handlers.of("bytes", Integer.class, byte[].class, count -> new byte[count])
            .and("count", byte[].class, Integer.class, bytes -> bytes.length);

    private static Limits spooling() {
        return Limits.builder().memoryPayloadBytes(64 << 10).build();
    }

    private static CommConfig.Builder onDisk(CommConfig.Builder config, Path folder) {
        return config.limits(spooling()).spool(folder);
    }

    private static List<TaskOutcome<Integer>> outcomes(NodesHere team, TaskBatch<byte[], Integer> batch) {
        List<TaskOutcome<Integer>> all = new ArrayList<>();
        team.master().submit(batch).forEach(all::add);
        return all;
    }

    @Test
    void t1_aResultThatTheMasterCannotStoreFailsItsTaskAlone() throws Exception {
        try (SmallDisk disk = SmallDisk.mount();
                NodesHere team = new NodesHere(config -> onDisk(config, disk.folder()))) {
            team.add(BYTES);
            TaskBatch<Integer, byte[]> batch = TaskBatch.of("bytes", List.of(10, LARGE, 20), byte[].class);
            int failed = 0;
            for (TaskOutcome<byte[]> outcome : team.master().submit(batch)) {
                if (outcome.index() != 1) {
                    assertThat(outcome.value()).hasSize(outcome.index() == 0 ? 10 : 20);
                    continue;
                }
                failed++;
                assertThat(outcome.failure())
                        .hasStackTraceContaining("free space in " + disk.folder())
                        .hasStackTraceContaining("No space left on device");
            }
            assertThat(failed).isEqualTo(1);
            assertThat(team.master().report().lost()).isEmpty();
        }
    }

    @Test
    void anInputThatANodeCannotStoreFailsItsTaskAlone() throws Exception {
        try (SmallDisk disk = SmallDisk.mount();
                NodesHere team = new NodesHere()) {
            team.add(BYTES, config -> onDisk(config, disk.folder()));
            List<byte[]> inputs = List.of(new byte[10], new byte[LARGE], new byte[20]);
            List<TaskOutcome<Integer>> all = outcomes(team, TaskBatch.of("count", inputs, Integer.class));
            assertThat(all).hasSize(3);
            assertThat(all)
                    .filteredOn(TaskOutcome::isDone)
                    .extracting(TaskOutcome::index)
                    .containsExactlyInAnyOrder(0, 2);
            assertThat(team.master().report().lost()).isEmpty();
        }
    }

    @Test
    void c1_aSlotThatTheMasterCannotStoreFailsAloneAndAMessageToo() throws Exception {
        try (SmallDisk disk = SmallDisk.mount();
                Pair pair = new Pair(disk.folder(), null)) {
            CompletableFuture<Void> node = CompletableFuture.runAsync(() -> {
                pair.node().collect(new byte[LARGE]);
                pair.node().send(0, new byte[LARGE]);
                pair.node().barrier();
            });
            Collected<byte[]> collected = pair.master().collect(new byte[3]);
            assertThat(collected.verdict().survivors()).containsExactly(0, 1);
            Answer<byte[]> answer = collected.at(1);
            assertThatThrownBy(answer::value).hasStackTraceContaining("free space in " + disk.folder());
            assertThatThrownBy(() -> pair.master().receive(1, byte[].class, Duration.ofSeconds(60)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("free space in " + disk.folder());
            assertThat(pair.master().barrier().survivors()).containsExactly(0, 1);
            node.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void d1_aNodeThatCannotStoreItsPartLeavesAsLocal() throws Exception {
        try (SmallDisk disk = SmallDisk.mount();
                Pair pair = new Pair(null, disk.folder())) {
            CompletableFuture<Distributed<byte[]>> node =
                    CompletableFuture.supplyAsync(() -> pair.node().distribute(null));
            Distributed<byte[]> given = pair.master().distribute(() -> new byte[LARGE]);
            assertThat(given.verdict().survivors()).containsExactly(0);
            assertThat(given.verdict().departures().values())
                    .extracting(Departure::cause)
                    .containsExactly(Cause.LOCAL);
            assertThatThrownBy(() -> node.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(LimitException.class)
                    .hasMessageContaining("free space in " + disk.folder());
        }
    }

    /** Two ranks of this JVM, each with its own spool folder. */
    private static final class Pair implements AutoCloseable {
        private final Communicator master;
        private final Communicator node;

        Pair(Path masterSpool, Path nodeSpool) throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            CompletableFuture<Communicator> joining =
                    CompletableFuture.supplyAsync(() -> Communicator.join(config(1, port, nodeSpool)));
            master = Communicator.join(config(0, port, masterSpool));
            node = joining.get(60, TimeUnit.SECONDS);
        }

        private static CommConfig config(int rank, int port, Path spool) {
            CommConfig.Builder config = CommConfig.builder()
                    .profile(Profile.LAN)
                    .rank(rank)
                    .size(2)
                    .bind("127.0.0.1:" + port)
                    .masters(List.of(new InetSocketAddress("127.0.0.1", port)));
            return (spool == null ? config : onDisk(config, spool)).build();
        }

        Communicator master() {
            return master;
        }

        Communicator node() {
            return node;
        }

        @Override
        public void close() {
            node.close();
            master.close();
        }
    }
}
