package dev.comm.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.error.RemoteException;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import dev.comm.core.machine.Value;
import dev.comm.core.provider.Providers;
import dev.comm.core.role.ExitCode;
import dev.comm.core.role.RoleProvider;
import dev.comm.core.testing.UnusedSerializer;
import dev.comm.core.value.ValueCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComputeNodeTest {
    private final StubMaster master = new StubMaster();
    private final CommConfig config = config(1).build();
    private final ValueCodec codec = new ValueCodec(config);

    private static CommConfig.Builder config(int slots) {
        return CommConfig.builder()
                .rank(1)
                .master("10.0.0.1:9021")
                .slots(slots)
                .providers(List.of(UnusedSerializer.PROVIDER));
    }

    /** Lets the master send the requests when the node serves, and a shutdown after the same number of answers. */
    private StubMaster asks(Request... requests) {
        return master.on((command, payload) -> {
            if (command instanceof Serving serving && serving.on()) {
                for (Request request : requests) {
                    Value input = codec.encode("x");
                    master.say(
                            new Request(
                                    request.id(), 1, request.handler(), true, request.timeoutNanos(), input.content()),
                            input.payload());
                }
            }
            if (command instanceof Result result) {
                master.say(new ResultAck(result.id(), result.attempt()), null);
                if (master.all(Result.class).size() == requests.length) {
                    shutdown();
                }
            }
        });
    }

    private void shutdown() {
        master.say(new Shutdown(Duration.ofHours(1).toNanos(), "done"), null);
    }

    private static Request request(long id, String handler) {
        return new Request(id, 1, handler, true, -1, Content.NONE);
    }

    private Object answerOf(int index) {
        Payload payload = master.payloads.get(index);
        Content content = master.all(Result.class).get(index).content();
        return codec.decode(new Value(content, payload), Object.class);
    }

    @Test
    void aNodeIsReadyWhenItIsAMember() {
        try (ComputeNode node = ComputeNode.open(config, master)) {
            assertThat(node.communicator().rank()).isEqualTo(1);
            assertThat(node.communicator().size()).isEqualTo(2);
        }
    }

    @Test
    void withOneSlotHandlersRunOnTheCallingThread() {
        AtomicReference<Thread> ran = new AtomicReference<>();
        Handlers handlers = Handlers.of("greet", String.class, String.class, (input, context) -> {
            ran.set(Thread.currentThread());
            return "hello " + input;
        });
        asks(request(1, "greet"), request(2, "greet"));

        ExitReason reason = ComputeNode.open(config, master).handleRequests(handlers);

        assertThat(reason).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(ran.get()).isSameAs(Thread.currentThread());
        assertThat(master.all(Result.class)).extracting(Result::status).containsOnly(Status.DONE);
        assertThat(answerOf(1)).isEqualTo("hello x");
    }

    @Test
    void withMoreSlotsHandlersRunAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Handlers handlers = Handlers.of("meet", String.class, String.class, (input, context) -> {
            both.await(20, TimeUnit.SECONDS);
            return input;
        });
        asks(request(1, "meet"), request(2, "meet"));

        ExitReason reason = ComputeNode.open(config(2).build(), master).handleRequests(handlers);

        assertThat(reason).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(master.all(Result.class)).extracting(Result::status).containsOnly(Status.DONE);
    }

    @Test
    void aHandlersErrorTravelsAsData() {
        Handlers handlers = Handlers.of("fail", String.class, String.class, (input, context) -> {
                    throw new BrokenBarrierException("boom");
                })
                .and("assert", String.class, String.class, (input, context) -> {
                    throw new AssertionError("never");
                });
        asks(request(1, "fail"), request(2, "assert"));

        ComputeNode.open(config, master).handleRequests(handlers);

        assertThat(master.all(Result.class)).extracting(Result::status).containsOnly(Status.FAILED);
        assertThatThrownBy(() -> answerOf(0)).isInstanceOfSatisfying(RemoteException.class, e -> {
            assertThat(e.type()).isEqualTo("java.util.concurrent.BrokenBarrierException");
            assertThat(e.remoteMessage()).isEqualTo("boom");
            assertThat(e.rank()).isEqualTo(1);
        });
        assertThatThrownBy(() -> answerOf(1)).hasMessageContaining("never");
    }

    @Test
    void anInputOfAnotherTypeFailsTheRequestAlone() {
        Handlers handlers = Handlers.of("number", Integer.class, Integer.class, (input, context) -> input)
                .and("text", String.class, String.class, (input, context) -> input);
        asks(request(1, "number"), request(2, "text"));

        ComputeNode.open(config, master).handleRequests(handlers);

        assertThat(master.all(Result.class)).extracting(Result::status).containsExactly(Status.FAILED, Status.DONE);
    }

    @Test
    void theContextTellsWhoWhatAndHowLong() {
        AtomicReference<RequestContext> seen = new AtomicReference<>();
        AtomicReference<Duration> remaining = new AtomicReference<>();
        Handlers handlers = Handlers.of("look", String.class, String.class, (input, context) -> {
            seen.set(context);
            remaining.set(context.remaining());
            return null;
        });
        asks(new Request(7, 1, "look", true, Duration.ofSeconds(30).toNanos(), Content.NONE));

        ComputeNode.open(config, master).handleRequests(handlers);

        RequestContext context = seen.get();
        assertThat(context.rank()).isEqualTo(1);
        assertThat(context.id()).isEqualTo(7);
        assertThat(context.attempt()).isEqualTo(1);
        assertThat(context.cancelled()).isFalse();
        assertThat(remaining.get()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void progressGoesOutOncePerHeartbeat() {
        Handlers handlers = Handlers.of("long", String.class, String.class, (input, context) -> {
            context.progress(0.1);
            context.progress(0.2);
            master.pass(config.timing().heartbeat().toNanos());
            context.progress(7);
            return null;
        });
        asks(request(1, "long"));

        ComputeNode.open(config, master).handleRequests(handlers);

        assertThat(master.all(Progress.class)).extracting(Progress::fraction).containsExactly(0.1, 1.0);
    }

    @Test
    void aCancelledHandlerSeesItAndIsReportedAsCancelled() {
        Handlers handlers = Handlers.of("long", String.class, String.class, (input, context) -> {
            master.say(new Cancel(1, 1), null);
            if (context.cancelled()) {
                throw new IllegalStateException("stopped");
            }
            return input;
        });
        asks(request(1, "long"));

        ComputeNode.open(config, master).handleRequests(handlers);

        assertThat(master.all(Result.class)).extracting(Result::status).containsExactly(Status.CANCELLED);
    }

    @Test
    void b7_fencingInterruptsTheHandler() {
        Handlers handlers = Handlers.of("hang", String.class, String.class, (input, context) -> {
            master.say(new Fenced(Cause.SILENT, 3, ""), null);
            new CountDownLatch(1).await();
            return input;
        });
        asks(request(1, "hang"));

        ExitReason reason = ComputeNode.open(config, master).handleRequests(handlers);

        assertThat(reason).isEqualTo(ExitReason.FENCED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(master.all(Result.class)).isEmpty();
    }

    @Test
    void onlyOneThreadServes() {
        AtomicReference<Throwable> second = new AtomicReference<>();
        AtomicReference<ComputeNode> node = new AtomicReference<>();
        Handlers handlers = Handlers.of("again", String.class, String.class, (input, context) -> {
            try {
                node.get().handleRequests(Handlers.of("x", String.class, String.class, (String text) -> text));
            } catch (IllegalStateException e) {
                second.set(e);
            }
            return null;
        });
        asks(request(1, "again"));
        node.set(ComputeNode.open(config, master));

        node.get().handleRequests(handlers);

        assertThat(second.get()).hasMessageContaining("another thread already serves");
    }

    @Test
    void exitCodesSayHowItEnded() {
        Handlers none = Handlers.of("x", String.class, String.class, (String text) -> text);

        asks();
        master.on((command, payload) -> shutdown());
        assertThat(ComputeNode.run(config(1), none, master)).isEqualTo(ExitCode.DONE);
        assertThat(ComputeNode.run(config(1).slots(-3), none, new StubMaster())).isEqualTo(ExitCode.CONFIGURATION);

        StubMaster fencing = new StubMaster();
        fencing.on((command, payload) -> fencing.say(new Fenced(Cause.REPLACED, 2, ""), null));
        assertThat(ComputeNode.run(config(1), none, fencing)).isEqualTo(ExitCode.FENCED);

        StubMaster dying = new StubMaster();
        dying.on((command, payload) -> dying.die());
        assertThat(ComputeNode.run(config(1), none, dying)).isEqualTo(ExitCode.MASTER_LOST);
    }

    /** Prints the reason and the exit code once, if the membership did not end in order. */
    @Test
    void theLastLineSaysHowItEnded() {
        Handlers none = Handlers.of("x", String.class, String.class, (String text) -> text);
        PrintStream terminal = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            StubMaster fencing = new StubMaster();
            fencing.on((command, payload) -> fencing.say(new Fenced(Cause.REPLACED, 2, "by another"), null));
            ComputeNode.run(config(1), none, fencing);
            StubMaster dying = new StubMaster();
            dying.on((command, payload) -> dying.die());
            ComputeNode.run(config(1), none, dying);
        } finally {
            System.setOut(terminal);
        }

        assertThat(said.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("ERROR")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("start a new process to join again: ", "REPLACED", "by another")
                                .endsWith(": rank 1 ends with code 6"),
                        line -> assertThat(line)
                                .contains("see the log of the master: ")
                                .endsWith(": rank 1 ends with code 5"));
    }

    @Test
    void aRefusedNodeEndsAsNotAdmitted() {
        StubMaster refusing = new StubMaster();
        refusing.refuse(new Rejected(Rejected.Reason.RANK, "rank 1 lives already"));

        ExitCode code = ComputeNode.run(
                config(1), Handlers.of("x", String.class, String.class, (String text) -> text), refusing);

        assertThat(code).isEqualTo(ExitCode.NOT_ADMITTED);
    }

    @Test
    void a1_aSpareThatWasNotNeededEndsWell() {
        StubMaster over = new StubMaster();
        over.refuse(new Rejected(Rejected.Reason.OVER, "the run is over"));
        Handlers handlers = Handlers.of("x", String.class, String.class, (String text) -> text);

        assertThat(ComputeNode.run(config(1).rank(-1).spares(1), handlers, over))
                .isEqualTo(ExitCode.DONE);
        assertThat(ComputeNode.run(config(1), handlers, over)).isEqualTo(ExitCode.NOT_ADMITTED);
    }

    @Test
    void theRoleIsFoundByItsName() {
        assertThat(Providers.find(RoleProvider.class, "node", config)).isInstanceOf(NodeRoleProvider.class);
    }
}
