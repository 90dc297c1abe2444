package dev.comm.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.error.RemoteException;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.UnusedSerializer;
import dev.comm.core.value.ValueCodec;
import dev.comm.node.machine.work.TakeRequestCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node continues to work or leaves after every fault of its handlers (W2). */
@Timeout(60)
class HungHandlerTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final StubMaster master = new StubMaster();
    private final CommConfig config = config(2);
    private final ValueCodec codec = new ValueCodec(config);
    private final Semaphore entered = new Semaphore(0);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Duration grace = config.timing().termGrace();

    private final Handlers handlers = Handlers.of("echo", String.class, String.class, (input, context) -> input)
            .and("sleep", String.class, String.class, (input, context) -> {
                entered.release();
                new CountDownLatch(1).await();
                return input;
            })
            .and("deaf", String.class, String.class, (input, context) -> deaf(input))
            .and("mute", String.class, String.class, (input, context) -> {
                throw new Mute();
            });

    /** An exception whose own methods fail. */
    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("mute");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("mute");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("mute");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("mute");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("mute");
        }
    }

    private static CommConfig config(int slots) {
        return CommConfig.builder()
                .rank(1)
                .master("10.0.0.1:9021")
                .slots(slots)
                .providers(List.of(UnusedSerializer.PROVIDER))
                .build();
    }

    private String deaf(String input) {
        entered.release();
        boolean open = false;
        while (!open) {
            try {
                open = released.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
        return input;
    }

    @AfterEach
    void releases() {
        released.countDown();
    }

    private FutureTask<ExitReason> serving(CommConfig config) {
        CountDownLatch serves = new CountDownLatch(1);
        master.on((command, payload) -> {
            if (command instanceof Serving serving && serving.on()) {
                serves.countDown();
            } else if (command instanceof Result result) {
                master.say(new ResultAck(result.id(), result.attempt()), null);
            }
        });
        ComputeNode node = ComputeNode.open(config, master);
        FutureTask<ExitReason> end = new FutureTask<>(() -> node.handleRequests(handlers));
        master.start("serving", end);
        await(serves);
        return end;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitEntered(int handlers) throws InterruptedException {
        assertThat(entered.tryAcquire(handlers, 50, TimeUnit.SECONDS)).isTrue();
    }

    private void request(long id, String handler) {
        Value input = codec.encode("x");
        master.say(new Request(id, 1, handler, true, LIMIT.toNanos(), input.content()), input.payload());
    }

    private List<Result> results(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (master.all(Result.class).size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return master.all(Result.class);
    }

    private ExitReason shutdown(FutureTask<ExitReason> end) throws Exception {
        master.say(new Shutdown(Duration.ofHours(1).toNanos(), "done"), null);
        return end.get(50, TimeUnit.SECONDS);
    }

    @Test
    void w2_aSleepingHandlerIsInterruptedAtItsTimeout() throws Exception {
        FutureTask<ExitReason> end = serving(config(1));
        request(1, "sleep");
        awaitEntered(1);
        master.tick(LIMIT);
        assertThat(results(1)).extracting(Result::status).containsExactly(Status.CANCELLED);

        request(2, "echo");
        assertThat(results(2)).extracting(Result::status).containsExactly(Status.CANCELLED, Status.DONE);
        assertThat(shutdown(end)).isEqualTo(ExitReason.SHUTDOWN);
    }

    @Test
    void w2_aSleepingHandlerIsInterruptedWhenItIsCancelled() throws Exception {
        FutureTask<ExitReason> end = serving(config);
        request(1, "sleep");
        awaitEntered(1);
        master.say(new Cancel(1, 1), null);

        assertThat(results(1)).extracting(Result::status).containsExactly(Status.CANCELLED);
        assertThat(shutdown(end)).isEqualTo(ExitReason.SHUTDOWN);
    }

    @Test
    void w2_aHandlerThatIgnoresItsInterruptLosesItsSlotToANewThread() throws Exception {
        FutureTask<ExitReason> end = serving(config);
        request(1, "deaf");
        awaitEntered(1);
        master.tick(LIMIT);
        await(interrupted);
        master.tick(grace);
        assertThat(results(1)).extracting(Result::status).containsExactly(Status.CANCELLED);

        for (int id = 2; id < 6; id++) {
            request(id, "echo");
        }
        assertThat(results(5))
                .extracting(Result::status)
                .filteredOn(Status.DONE::equals)
                .hasSize(4);
        released.countDown();
        assertThat(shutdown(end)).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(master.all(Result.class)).hasSize(5);
    }

    @Test
    void w2_theSecondHungHandlerOfASlotWithinAMinuteMakesTheNodeLeave() throws Exception {
        FutureTask<ExitReason> end = serving(config(2));
        for (int id = 1; id <= 4; id++) {
            request(id, "deaf");
        }
        awaitEntered(2);
        master.tick(LIMIT);
        master.tick(grace);
        assertThat(results(2)).extracting(Result::status).containsOnly(Status.CANCELLED);
        assertThat(master.left).isNull();
        awaitEntered(2);
        master.tick(LIMIT);
        master.tick(grace);

        assertThat(end.get(50, TimeUnit.SECONDS)).isEqualTo(ExitReason.HUNG);
        assertThat(master.left.cause()).isEqualTo(Cause.HUNG);
        assertThat(master.left.detail()).contains("let handler 'deaf' end when its thread is interrupted: task ");
    }

    @Test
    void w2_aHungHandlerOnTheCallersThreadMakesTheNodeLeave() throws Exception {
        FutureTask<ExitReason> end = serving(config(1));
        request(1, "deaf");
        awaitEntered(1);
        master.tick(LIMIT);
        await(interrupted);
        master.tick(grace);
        assertThat(results(1)).extracting(Result::status).containsExactly(Status.CANCELLED);
        released.countDown();

        assertThat(end.get(50, TimeUnit.SECONDS)).isEqualTo(ExitReason.HUNG);
        assertThat(master.left.cause()).isEqualTo(Cause.HUNG);
    }

    @Test
    void w2_anErrorThatCannotDescribeItselfFailsItsTaskAlone() throws Exception {
        FutureTask<ExitReason> end = serving(config(1));
        request(1, "mute");
        assertThat(results(1)).extracting(Result::status).containsExactly(Status.FAILED);
        Value answer = new Value(master.all(Result.class).get(0).content(), master.payloads.get(0));
        assertThatThrownBy(() -> codec.decode(answer, Object.class))
                .isInstanceOfSatisfying(RemoteException.class, e -> {
                    assertThat(e.type()).isEqualTo(Mute.class.getName());
                    assertThat(e.remoteMessage())
                            .isEqualTo("its message cannot be read: java.lang.IllegalStateException");
                });

        request(2, "echo");
        assertThat(results(2)).extracting(Result::status).containsExactly(Status.FAILED, Status.DONE);
        assertThat(shutdown(end)).isEqualTo(ExitReason.SHUTDOWN);
    }

    @Test
    void w2_aWorkerThreadThatEndsEndsTheMembershipAsFailed() throws Exception {
        master.breakOnce(call -> call instanceof TakeRequestCall, new OutOfMemoryError("full"));
        FutureTask<ExitReason> end = serving(config(2));

        assertThat(end.get(50, TimeUnit.SECONDS)).isEqualTo(ExitReason.FAILED);
        assertThat(master.left.cause()).isEqualTo(Cause.FAILED);
        assertThat(master.left.detail()).isEqualTo("a worker thread ended: java.lang.OutOfMemoryError: full");
    }
}
