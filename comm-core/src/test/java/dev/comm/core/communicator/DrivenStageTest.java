package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Failure;
import dev.comm.core.value.ValueCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that waits for a stage drives the machine and completes the stage; otherwise the executor does. */
@Timeout(60)
class DrivenStageTest {
    private final List<String> reads = new ArrayList<>();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final Ask ask = new Ask();
    private final Machine machine = new Machine();
    private final Stage<String> stage = submit();

    @Test
    void aWaitingThreadDrivesAndReadsTheResultItself() {
        machine.inWait = () -> ask.completion().complete("one");
        assertThat(stage.join()).isEqualTo("read one");
        assertThat(executor).as("no task for the executor").isEmpty();
        assertThat(machine.waits).isOne();
    }

    @Test
    void withoutAWaitingThreadTheExecutorReadsTheResult() {
        ask.completion().complete("one");
        assertThat(stage).isNotDone();
        executor.remove().run();
        assertThat(stage).isCompletedWithValue("read one");
    }

    @Test
    void aThreadThatWaitsAfterTheEndWaitsForTheExecutor() {
        ask.completion().complete("one");
        machine.inWait = () -> executor.remove().run();
        assertThat(stage.join()).isEqualTo("read one");
        assertThat(reads).containsExactly("one");
    }

    @Test
    void workThatTheWaitingThreadLeavesBehindGoesToTheExecutor() {
        machine.inWait = () -> {
            ask.completion().complete("one");
            machine.interrupts = true;
        };
        assertThatThrownBy(stage::get).isInstanceOf(InterruptedException.class);
        executor.remove().run();
        assertThat(stage).isCompletedWithValue("read one");
    }

    @Test
    void aThreadThatWaitsForADependentStageDrivesToo() {
        machine.inWait = () -> ask.completion().complete("one");
        CompletableFuture<Integer> length = stage.thenApply(String::length).toCompletableFuture();
        assertThat(length.join()).isEqualTo("read one".length());
        assertThat(executor).isEmpty();
    }

    @Test
    void aFailureOfTheCallFailsTheStage() {
        machine.inWait = () -> ask.completion().fail(new Failure(Failure.Kind.CLOSED, "gone"));
        assertThatThrownBy(stage::join).isInstanceOf(CompletionException.class).hasMessageContaining("gone");
        assertThat(reads).isEmpty();
    }

    @Test
    void aResultThatCannotBeReadFailsTheStage() {
        machine.inWait = () -> ask.completion().complete("bad");
        assertThatThrownBy(stage::join).hasRootCauseMessage("bad bytes");
    }

    @Test
    void theTimeOfGetEndsTheWaitAndTheCallStands() {
        machine.inWait = () -> {};
        assertThatThrownBy(() -> stage.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        ask.completion().complete("one");
        executor.remove().run();
        assertThat(stage).isCompletedWithValue("read one");
    }

    @Test
    void cancellingTheStageEndsTheWaitOfTheDrivingThread() {
        machine.inWait = () -> stage.cancel(false);
        assertThatThrownBy(stage::join).isInstanceOf(CancellationException.class);
        assertThat(machine.lastWaitEnded).isTrue();
    }

    @Test
    void cancellingTheStageInASecondWaitEndsThatWait() {
        machine.inWait = () -> {};
        assertThatThrownBy(() -> stage.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        machine.inWait = () -> stage.cancel(false);
        assertThatThrownBy(stage::join).isInstanceOf(CancellationException.class);
        assertThat(machine.lastWaitEnded).isTrue();
    }

    @Test
    void aStageThatEndsJustAfterTheLookOfTheDrivingThreadEndsItsWait() {
        DrivenStage<String> quick = new DrivenStage<>(new StageDesk(session())) {
            @Override
            public boolean isDone() {
                boolean isDone = super.isDone();
                if (machine.looks-- == 1) {
                    complete("at the last moment");
                }
                return isDone;
            }
        };
        machine.inWait = () -> {};
        assertThatThrownBy(() -> quick.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        machine.looks = 2; // the stage looks before it drives, the desk before it waits
        assertThat(quick.join()).isEqualTo("at the last moment");
        assertThat(machine.lastWaitEnded).isTrue();
    }

    @Test
    void anInterruptEndsAGetAndTheCallStands() {
        machine.interrupts = true;
        assertThatThrownBy(stage::get).isInstanceOf(InterruptedException.class);
        ask.completion().complete("one");
        executor.remove().run();
        assertThat(stage).isCompletedWithValue("read one");
    }

    @Test
    void aThreadThatMustNotWaitLeavesTheMachineAlone() {
        machine.mayWait = false;
        assertThatThrownBy(() -> stage.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(machine.waits).isZero();
    }

    @Test
    void aSecondThreadWaitsWithoutDriving() {
        machine.inWait = () -> {
            assertThatThrownBy(() -> stage.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
            ask.completion().complete("one");
        };
        assertThat(stage.join()).isEqualTo("read one");
        assertThat(machine.waits).isOne();
    }

    private Stage<String> submit() {
        StageDesk desk = new StageDesk(session());
        Stage<String> open = new Stage<>(desk, () -> {});
        ask.completion().whenDone(() -> desk.execute(() -> open.end(ask.completion(), this::read, unread -> {})));
        return open;
    }

    private String read(String result) {
        reads.add(result);
        if (result.equals("bad")) {
            throw new IllegalStateException("bad bytes");
        }
        return "read " + result;
    }

    private MembershipSession session() {
        CommConfig config = CommConfig.builder().build();
        return new MembershipSession(machine, new ValueCodec(config), new LocalMembership(), config, executor::add);
    }

    private static final class Ask extends Call<String> {}

    /** A driver whose wait runs what a test wants to happen in it. */
    private static final class Machine extends StillDriver {
        private Runnable inWait = () -> {};
        private boolean interrupts;
        private boolean mayWait = true;
        private boolean lastWaitEnded;
        private int looks;
        private int waits;

        @Override
        public boolean mayWait() {
            return mayWait;
        }

        @Override
        public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
            waits++;
            inWait.run();
            if (interrupts) {
                throw new InterruptedException();
            }
            lastWaitEnded = completion.isDone();
            return lastWaitEnded;
        }
    }
}
