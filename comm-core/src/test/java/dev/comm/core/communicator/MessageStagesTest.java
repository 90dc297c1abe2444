package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.AsyncCommunicator;
import dev.comm.api.CommConfig;
import dev.comm.api.Slice;
import dev.comm.api.View;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.value.ReceivedPayload;
import dev.comm.core.value.ValueCodec;
import java.lang.ref.Cleaner.Cleanable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A stage that the program has ended fills no place, keeps no message, and reads no array any more. */
class MessageStagesTest {
    private final Submissions driver = new Submissions();
    private final Queue<Runnable> callbacks = new ArrayDeque<>();
    private final AsyncCommunicator comm = DriverCommunicator.ofAll(session()).async();
    private final double[] out = {1, 2};
    private final double[] in = {3, 4};
    private boolean isFreed;

    @Test
    void p1_aStageThatIsCancelledAfterItsValueCameFillsNoPlace() {
        CompletableFuture<Void> stage = exchange();
        driver.only(SendCall.class).completion().complete(null);
        runCallbacks();
        driver.only(ReceiveCall.class).completion().complete(received());
        assertThat(stage.cancel(true)).isTrue();
        runCallbacks();
        assertThat(in).containsExactly(3, 4);
        assertThat(isFreed).as("the message is freed at once").isTrue();
        assertThat(stage).isCancelled();
    }

    @Test
    void p1_aStageFillsItsPlaceBeforeItEnds() {
        CompletableFuture<Void> stage = exchange();
        driver.only(SendCall.class).completion().complete(null);
        driver.only(ReceiveCall.class).completion().complete(received());
        stage.whenComplete((none, error) -> assertThat(in).containsExactly(0, 0));
        runCallbacks();
        assertThat(stage).isCompleted();
        assertThat(stage.cancel(true)).isFalse();
        assertThat(in).containsExactly(0, 0);
    }

    @Test
    void p1_theCallsOfACancelledExchangeAreTakenBackBeforeItsStageEnds() {
        CompletableFuture<Void> stage = exchange();
        List<Integer> before = new ArrayList<>();
        stage.whenComplete((none, error) -> before.add(driver.withdrawn.size()));
        stage.cancel(true);
        assertThat(before).containsExactly(2);
        assertThat(driver.withdrawn)
                .containsExactlyInAnyOrder(driver.only(SendCall.class), driver.only(ReceiveCall.class));
    }

    @Test
    void p1_aStageThatTheProgramFailsTakesItsCallBack() {
        CompletableFuture<Void> sent = comm.send(1, Slice.of(out)).toCompletableFuture();
        sent.completeExceptionally(new TimeoutException());
        assertThat(driver.withdrawn).containsExactly(driver.only(SendCall.class));
        CompletableFuture<String> received = comm.receive(2, String.class).toCompletableFuture();
        received.complete("mine");
        assertThat(driver.withdrawn).contains(driver.only(ReceiveCall.class));
        runCallbacks();
        assertThat(received).isCompletedWithValue("mine");
    }

    @Test
    void p1_anExchangeWhoseSendFailsTakesItsReceiveBack() {
        CompletableFuture<Void> stage = exchange();
        driver.only(SendCall.class).completion().fail(new Failure(Failure.Kind.TIMEOUT, "late"));
        runCallbacks();
        assertThat(driver.withdrawn).containsExactly(driver.only(ReceiveCall.class));
        assertThat(stage).isCompletedExceptionally();
        assertThat(in).containsExactly(3, 4);
    }

    private CompletableFuture<Void> exchange() {
        return comm.exchange(1, Slice.of(out), 2, Slice.of(in)).toCompletableFuture();
    }

    /** Returns an array of two zeros, as another process has sent it. */
    private Value received() {
        Value zeros = new ValueCodec(CommConfig.builder().build()).encode(new double[2]);
        Cleanable share = () -> isFreed = true;
        return new Value(zeros.content(), new ReceivedPayload(new byte[16], OptionalInt.empty(), unused -> share));
    }

    private void runCallbacks() {
        for (Runnable next = callbacks.poll(); next != null; next = callbacks.poll()) {
            next.run();
        }
    }

    private MembershipSession session() {
        CommConfig config = CommConfig.builder().build();
        LocalMembership membership = new LocalMembership();
        membership.onJoined(new JoinCall.Joined(3, 4, new View(1, 1, new TreeMap<>()), Value.NONE));
        return new MembershipSession(driver, new ValueCodec(config), membership, config, callbacks::add);
    }

    /** A driver that keeps the calls, which a test ends. */
    private static final class Submissions extends StillDriver {
        private final List<Call<?>> calls = new ArrayList<>();
        private final List<Call<?>> withdrawn = new ArrayList<>();

        <C extends Call<?>> C only(Class<C> type) {
            return calls.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public <R> Completion<R> submit(Call<R> call) {
            calls.add(call);
            if (call instanceof WithdrawCall withdraw) {
                withdrawn.add(withdraw.withdrawn());
                withdraw.withdrawn().completion().fail(new Failure(Failure.Kind.ILLEGAL_STATE, "taken back"));
            }
            return call.completion();
        }
    }
}
