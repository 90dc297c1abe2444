package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.error.BugException;
import dev.comm.core.communicator.FailureExceptions;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.testing.PipeTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers turn the driver themselves, no waiting caller is forgotten, and every call ends. */
@Timeout(60)
class LiveDriverTest {
    private static final long FAR = TimeUnit.SECONDS.toNanos(50);

    private final LiveEnvironment environment = new LiveEnvironment();
    private final PipeTransport transport = new PipeTransport();
    private final Toy toy = new Toy();
    private final MachineDriver driver =
            environment.driver("test", toy, transport, CommConfig.builder().build(), notice -> {});

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aCallThatEndsInItsOwnStepNeedsNoPoll() throws Exception {
        Ask ask = new Ask("now");
        assertThat(await(driver.submit(ask))).isTrue();
        assertThat(ask.completion().result()).isEqualTo("answer now");
    }

    @Test
    void aCallerPollsUntilItsAnswerComesIn() throws Exception {
        Ask ask = new Ask("later");
        Completion<String> completion = driver.submit(ask);
        transport.report(sink -> sink.closed(1, dev.comm.api.spi.Transport.CloseCause.RESET, "x"));
        assertThat(await(completion)).isTrue();
    }

    @Test
    void aPollingCallerWakesWhenAnotherThreadsStepEndsItsCall() throws Exception {
        Completion<String> completion = driver.submit(new Ask("later"));
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> await(completion));
        driver.submit(new Ask("release"));
        assertThat(waiting.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyCallersAllGetTheirAnswers() throws Exception {
        int threads = 8;
        int rounds = 300;
        AtomicInteger answers = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < rounds; i++) {
                    Completion<String> completion = driver.submit(new Ask("later"));
                    transport.report(
                            sink -> sink.closed(1, dev.comm.api.spi.Transport.CloseCause.RESET, "release one"));
                    if (await(completion)) {
                        answers.incrementAndGet();
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(answers).hasValue(threads * rounds);
    }

    @Test
    void theStandbyKeepsDeadlinesWhileNobodyCalls() throws Exception {
        toy.wakeAfterNanos = 1_000_000;
        driver.submit(new Ask("arm"));
        assertThat(toy.deadlineSeen.await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theDeadlineOfAWaitEndsItAndTheCallStands() throws Exception {
        Completion<String> completion = driver.submit(new Ask("later"));
        assertThat(driver.await(completion, driver.nanoTime() + 5_000_000)).isFalse();
        driver.submit(new Ask("release"));
        assertThat(await(completion)).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitWithAnExceptionAndTheCallStands() throws Exception {
        Completion<String> completion = driver.submit(new Ask("later"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> driver.await(completion, driver.nanoTime() + FAR))
                .isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        driver.submit(new Ask("release"));
        assertThat(Thread.interrupted())
                .as("submit restores the interrupt flag")
                .isTrue();
        assertThat(await(completion)).isTrue();
    }

    @Test
    void aCallbackMustNotWait() throws Exception {
        Completion<String> completion = driver.submit(new Ask("later"));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        environment.callbacks().execute(() -> {
            try {
                driver.await(completion, driver.nanoTime() + FAR);
                thrown.complete(null);
            } catch (IllegalStateException | InterruptedException e) {
                thrown.complete(e);
            }
        });
        assertThat(thrown.get(50, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsOpenCalls() {
        Completion<String> completion = driver.submit(new Ask("later"));
        driver.close();
        assertThat(completion.failure().kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(driver.submit(new Ask("now")).failure().kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(transport.closed).isTrue();
    }

    @Test
    void aBugInTheMachineEndsTheRoleWithEveryCall() {
        Completion<String> open = driver.submit(new Ask("later"));
        Completion<String> bad = driver.submit(new Ask("bug"));
        assertThat(open.failure().kind()).isEqualTo(Failure.Kind.BUG);
        assertThat(bad.failure().kind()).isEqualTo(Failure.Kind.BUG);
    }

    @Test
    void aBugWhileReadingFailsItsOwnCallAlone() {
        Completion<String> open = driver.submit(new Ask("later"));
        Failure failure = driver.submit(new Ask("misread")).failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.BUG);
        assertThat(FailureExceptions.toException(failure))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("only this call failed")
                .hasRootCauseMessage("a planted bug");
        assertThat(driver.submit(new Ask("now")).result()).isEqualTo("answer now");
        assertThat(open.isDone()).isFalse();
    }

    @Test
    void aTransportThatFailsEndsTheRoleWithEveryCall() {
        Completion<String> open = driver.submit(new Ask("later"));
        transport.report(sink -> {
            throw new OutOfMemoryError("planted");
        });
        assertThat(await(open)).isTrue();
        assertThat(open.failure().kind()).isEqualTo(Failure.Kind.BUG);
        assertThat(driver.submit(new Ask("now")).failure().detail()).contains("planted");
    }

    @Test
    void r1_anOperatorThatThrowsAnErrorIsHeardOf() throws Exception {
        Ask ask = new Ask("compute");
        assertThat(await(driver.submit(ask))).isTrue();
        assertThat(ask.completion().result()).isEqualTo("java.lang.AssertionError: planted");
    }

    private boolean await(Completion<?> completion) {
        try {
            return driver.await(completion, driver.nanoTime() + FAR);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A question to the test machine. */
    private static final class Ask extends Call<String> {
        private final String text;

        Ask(String text) {
            this.text = text;
        }
    }

    /** A machine that answers at once, or when an endpoint is closed or a call releases the answers. */
    private static final class Toy implements Machine {
        private final ArrayDeque<Ask> open = new ArrayDeque<>();
        private final CountDownLatch deadlineSeen = new CountDownLatch(1);
        private volatile long wakeAfterNanos = Long.MAX_VALUE / 4;
        private long deadline = Long.MAX_VALUE;

        @Override
        public void step(Event event, long nowNanos, Outbox out) {
            if (event instanceof Event.Submitted submitted && submitted.call() instanceof Ask ask) {
                asked(ask, nowNanos, out);
            } else if (event instanceof Event.Closed) {
                release(out);
            } else if (event instanceof Event.Computed computed) {
                out.complete((Ask) computed.token(), String.valueOf(computed.error()));
            } else if (event instanceof Event.Deadline) {
                deadline = Long.MAX_VALUE;
                deadlineSeen.countDown();
            }
        }

        private void asked(Ask ask, long nowNanos, Outbox out) {
            switch (ask.text) {
                case "later" -> open.add(ask);
                case "compute" ->
                    out.compute(ask, () -> {
                        throw new AssertionError("planted");
                    });
                case "bug" -> throw new IllegalStateException("a planted bug");
                case "misread" ->
                    out.answer(ask, () -> {
                        throw new IllegalStateException("a planted bug");
                    });
                case "release" -> {
                    release(out);
                    out.complete(ask, "released");
                }
                case "arm" -> {
                    deadline = nowNanos + wakeAfterNanos;
                    out.complete(ask, "armed");
                }
                default -> out.complete(ask, "answer " + ask.text);
            }
        }

        private void release(Outbox out) {
            if (!open.isEmpty()) {
                out.complete(open.poll(), "released");
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return deadline;
        }
    }
}
