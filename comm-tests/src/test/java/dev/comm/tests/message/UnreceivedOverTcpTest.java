package dev.comm.tests.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.core.testing.Extent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** C2 over real sockets: rank 0 gets more messages than it can hold, and at first receives none of them. */
@Timeout(900)
class UnreceivedOverTcpTest {
    private static final int COUNT = Extent.of(80_000, 200_000);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void c2_theSenderWaitsLivesAndGoesOn() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(1 << 16);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            try (Communicator comm = Communicator.join(config(1))) {
                for (int i = 0; i < COUNT; i++) {
                    comm.send(0, i);
                    sent.incrementAndGet();
                    full.countDown();
                }
                comm.barrier();
            }
        });
        try (Communicator comm = Communicator.join(config(0))) {
            assertThat(full.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("rank 0 holds as many messages as it can")
                    .isTrue();
            assertThat(sent.get()).isLessThan(COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat(comm.receive(1, Integer.class, PATIENCE)).isEqualTo(i);
            }
            assertThat(comm.barrier().isComplete()).isTrue();
        }
        sender.get(1, TimeUnit.MINUTES);
        assertThat(sent.get()).isEqualTo(COUNT);
    }

    private CommConfig config(int rank) {
        return CommConfig.builder()
                .rank(rank)
                .size(2)
                .bind("127.0.0.1:0")
                .rendezvous(folder.resolve("master"))
                .timeout(PATIENCE)
                .build();
    }
}
