package dev.comm.tests.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** V1 over real sockets: an exception during the writing of a value fails its slot only, and the next call succeeds. */
@Timeout(120)
class ThrowWhileWritingTest {
    private static final AtomicReference<Throwable> THROWN = new AtomicReference<>();

    @TempDir
    Path folder;

    /** A value whose own code throws an exception while it is written. */
    record Bomb(int number, Fuse fuse) implements Serializable {}

    /** An object that throws the exception of the test. */
    static final class Fuse implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void writeObject(ObjectOutputStream out) throws IOException {
            if (THROWN.get() instanceof Error error) {
                throw error;
            }
            throw new IOException(THROWN.get());
        }
    }

    static List<Throwable> throwables() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new AssertionError("wrong"),
                new NoClassDefFoundError("org/example/Gone"),
                new IllegalStateException("not now"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void v1_theSlotIsFailedAndTheNextCallIsInStep(Throwable thrown) throws Exception {
        THROWN.set(thrown);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            try (Communicator comm = Communicator.join(config(1))) {
                attempt(comm);
                assertThat(comm.collect(8).verdict().isComplete()).isTrue();
                assertThat(comm.barrier().isComplete()).isTrue();
            }
        });
        try (Communicator comm = Communicator.join(config(0))) {
            Collected<Object> parts = comm.collect(1);
            assertThat(parts.at(0).value()).isEqualTo(1);
            assertThat(parts.at(1).isPresent()).isFalse();
            assertThat(parts.at(1).failure()).as("the member arrived").isNotNull();
            assertThat(parts.verdict().isComplete()).isTrue();
            assertThat(comm.collect(7).present()).containsExactly(7, 8);
            assertThat(comm.barrier().isComplete()).isTrue();
        }
        other.get(1, TimeUnit.MINUTES);
    }

    /** Collects the value. The call may throw an exception, but the team must get no more than a failed slot. */
    private static void attempt(Communicator comm) {
        try {
            comm.collect(new Bomb(1, new Fuse()));
        } catch (Throwable told) {
            assertThat(told).isNotNull();
        }
    }

    private CommConfig config(int rank) {
        return CommConfig.builder()
                .rank(rank)
                .size(2)
                .types(Bomb.class, Fuse.class)
                .bind("127.0.0.1:0")
                .rendezvous(folder.resolve("master"))
                .timeout(Duration.ofMinutes(1))
                .build();
    }
}
