package dev.comm.tests.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Answer;
import dev.comm.api.Cause;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.Replies;
import dev.comm.api.work.ShutdownReport;
import dev.comm.node.ComputeNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RequestsOverTcpTest {
    private static final Handlers ECHO =
            Handlers.of("rank", String.class, Integer.class, (input, context) -> context.rank());

    @Test
    void everyNodeGivesOneOutcome() {
        try (NodesHere team = new NodesHere()) {
            team.add(ECHO);
            team.add(ECHO);
            team.add(Handlers.of("rank", String.class, Integer.class, input -> {
                throw new IllegalStateException("no rank for " + input);
            }));
            Replies<Integer> replies = team.master().sendRequest("rank", "you", Integer.class);
            assertThat(replies.all().keySet()).containsExactly(1, 2, 3);
            assertThat(replies.all().get(1).value()).isEqualTo(1);
            assertThat(replies.all().get(2).value()).isEqualTo(2);
            Answer<Integer> failed = replies.all().get(3);
            assertThat(failed.isPresent()).isFalse();
            assertThatThrownBy(failed::value).isInstanceOfSatisfying(RemoteException.class, error -> {
                assertThat(error.rank()).isEqualTo(3);
                assertThat(error.type()).isEqualTo(IllegalStateException.class.getName());
                assertThat(error.remoteMessage()).isEqualTo("no rank for you");
            });
        }
    }

    @Test
    void nullGoesThereAndBack() {
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("same", String.class, String.class, input -> input));
            Replies<String> replies = team.master().sendRequest("same", null, String.class);
            assertThat(replies.all().get(1).isPresent()).isTrue();
            assertThat(replies.all().get(1).value()).isNull();
        }
    }

    @Test
    void aMegabyteGoesThereAndBackUnchanged() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("same", byte[].class, byte[].class, input -> input));
            assertThat(team.master()
                            .sendRequest("same", bytes, byte[].class)
                            .all()
                            .get(1)
                            .value())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aNodeThatServesLaterIsAskedThen() throws Exception {
        try (NodesHere team = new NodesHere()) {
            ComputeNode node = team.connect(UnaryOperator.identity());
            CompletableFuture<Replies<Integer>> replies = CompletableFuture.supplyAsync(
                    () -> team.master().sendRequest("rank", "", Integer.class), team.threads());
            CompletableFuture.runAsync(() -> node.handleRequests(ECHO), team.threads());
            assertThat(NodesHere.get(replies).all().get(1).value()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownHandlerNamesItself() {
        try (NodesHere team = new NodesHere()) {
            team.add(ECHO);
            Answer<Integer> reply =
                    team.master().sendRequest("rnak", "", Integer.class).all().get(1);
            assertThat(reply.failure()).isInstanceOf(RemoteException.class).hasMessageContaining("'rnak'");
        }
    }

    @Test
    void anAnswerOfAnotherTypeFailsAlone() {
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("rank", String.class, String.class, input -> "one"));
            team.add(ECHO);
            Replies<Integer> replies = team.master().sendRequest("rank", "", Integer.class);
            assertThat(replies.all().get(1).failure()).isInstanceOf(SerializationException.class);
            assertThat(replies.all().get(2).value()).isEqualTo(2);
        }
    }

    @Test
    void aTimeoutIsAnOutcomeAndTheHandlerIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1); // an immediate answer could be in time
        try (NodesHere team = new NodesHere(config -> config.timeout(Duration.ofSeconds(1)))) {
            team.add(Handlers.of("slow", String.class, String.class, (input, context) -> {
                while (!context.cancelled()) {
                    LockSupport.parkNanos(1_000_000);
                }
                told.countDown();
                over.await();
                return "late";
            }));
            Answer<String> reply =
                    team.master().sendRequest("slow", "", String.class).all().get(1);
            assertThat(reply.failure())
                    .isInstanceOf(CallTimeoutException.class)
                    .hasMessageContaining("rank 1")
                    .hasMessageContaining("'slow'");
            assertThat(told.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            over.countDown();
        }
    }

    @Test
    void aDepartureIsAnOutcome() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("hang", String.class, String.class, (input, context) -> {
                begun.countDown();
                while (!context.cancelled()) {
                    LockSupport.parkNanos(1_000_000);
                }
                return "";
            }));
            CompletableFuture<Replies<String>> replies = CompletableFuture.supplyAsync(
                    () -> team.master().sendRequest("hang", "", String.class), team.threads());
            begun.await();
            team.master().clearRegistry();
            Answer<String> reply = NodesHere.get(replies).all().get(1);
            assertThat(reply.departure().cause()).isEqualTo(Cause.REMOVED);
            assertThatThrownBy(reply::value).isInstanceOf(MemberLostException.class);
        }
    }

    @Test
    void oneNodeIsAskedInTheLifeThatTheEntryNames() {
        try (NodesHere team = new NodesHere()) {
            team.add(ECHO);
            team.add(ECHO);
            RegistryEntry second = team.master().registry().entries().get(2);
            assertThat(team.master()
                            .sendRequest(second, "rank", "", Integer.class)
                            .value())
                    .isEqualTo(2);
            team.master().clearRegistry();
            assertThat(team.master()
                            .sendRequest(second, "rank", "", Integer.class)
                            .failure())
                    .isInstanceOf(MemberLostException.class);
        }
    }

    @Test
    void shutdownEndsEveryNode() throws Exception {
        try (NodesHere team = new NodesHere()) {
            List<CompletableFuture<ExitReason>> ends = List.of(team.add(ECHO), team.add(ECHO), team.add(ECHO));
            ShutdownReport report = team.master().shutdownComputeNodes(Duration.ofSeconds(30));
            assertThat(report.isClean()).isTrue();
            assertThat(report.left()).containsExactly(1, 2, 3);
            for (CompletableFuture<ExitReason> end : ends) {
                assertThat(NodesHere.get(end)).isEqualTo(ExitReason.SHUTDOWN);
            }
        }
    }
}
