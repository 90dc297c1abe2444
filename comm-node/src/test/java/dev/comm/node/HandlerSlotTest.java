package dev.comm.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.UnusedSerializer;
import dev.comm.core.value.ValueCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slot continues to work after every action of its handlers on its thread. */
@Timeout(60)
class HandlerSlotTest {
    private final StubMaster master = new StubMaster();
    private final CommConfig config = CommConfig.builder()
            .rank(1)
            .master("10.0.0.1:9021")
            .slots(2)
            .providers(List.of(UnusedSerializer.PROVIDER))
            .build();
    private final ValueCodec codec = new ValueCodec(config);

    @Test
    void aHandlerThatLeavesItsInterruptSetKeepsItsSlot() {
        Handlers handlers = Handlers.of("stir", String.class, String.class, (input, context) -> {
            Thread.currentThread().interrupt();
            return input;
        });
        master.on((command, payload) -> {
            if (command instanceof Serving serving && serving.on()) {
                master.start("requests", this::requestsOneByOne);
            }
        });
        ComputeNode node = ComputeNode.open(config, master);

        assertThat(node.handleRequests(handlers)).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(master.all(Result.class)).hasSize(4);
    }

    @Test
    void aHandlerMayUseTheArrayOfItsAnswerAgain() {
        ThreadLocal<byte[]> scratch = ThreadLocal.withInitial(() -> new byte[64 << 10]);
        Handlers handlers = Handlers.of("fill", String.class, byte[].class, (input, context) -> {
            Arrays.fill(scratch.get(), (byte) context.attempt());
            return scratch.get();
        });
        AtomicInteger answers = new AtomicInteger();
        master.on((command, payload) -> {
            if (command instanceof Serving serving && serving.on()) {
                for (int attempt = 1; attempt <= 8; attempt++) {
                    request(attempt, attempt, "fill");
                }
            } else if (command instanceof Result && answers.incrementAndGet() == 8) {
                master.say(new Shutdown(Duration.ofHours(1).toNanos(), "done"), null);
            }
        });
        ComputeNode.open(config, master).handleRequests(handlers);

        // The test reads the received bytes at the end, as the writer of a full socket does.
        List<Result> results = master.all(Result.class);
        for (int i = 0; i < 8; i++) {
            int id = (int) results.get(i).id();
            assertThat(master.payloads.get(i).bytes().get(0)).isEqualTo((byte) id);
        }
    }

    private void request(int id, int attempt, String handler) {
        Value input = codec.encode("x");
        master.say(new Request(id, attempt, handler, false, -1, input.content()), input.payload());
    }

    /** Sends each request when the workers wait for it. */
    private void requestsOneByOne() {
        for (int i = 0; i < 4; i++) {
            request(i, 1, "stir");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (master.all(Result.class).size() <= i && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(20_000_000);
        }
        master.say(new Shutdown(Duration.ofHours(1).toNanos(), "done"), null);
    }
}
