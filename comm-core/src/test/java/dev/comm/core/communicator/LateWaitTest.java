package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.FencedException;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.value.ValueCodec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** B7: a process that was stopped beyond a deadline hears that it was fenced, and no local timeout. */
class LateWaitTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A driver whose process is stopped for some time at the deadline; the end of the membership comes afterwards. */
    private static final class Stopped implements MachineDriver {
        private final Duration stop;
        private final Call<?> call;
        private long now;

        Stopped(Duration stop, Call<?> call) {
            this.stop = stop;
            this.call = call;
        }

        @Override
        public <R> Completion<R> submit(Call<R> submitted) {
            return submitted.completion();
        }

        @Override
        public void ensureMayWait() {
            // No callback is under way.
        }

        @Override
        public boolean await(Completion<?> completion, long deadlineNanos) {
            if (now == 0) {
                now = deadlineNanos + stop.toNanos();
                return false;
            }
            call.completion().fail(new Failure(Failure.Kind.FENCED, "declared silent"));
            return true;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static void send(Duration stop) {
        JoinCall call = new JoinCall();
        CommConfig config = CommConfig.builder().build();
        new MembershipSession(new Stopped(stop, call), new ValueCodec(config), null, config, Runnable::run)
                .call(call, TIMEOUT);
    }

    @Test
    void b7_aWaitThatEndsLateLooksForTheEndOfTheMembership() {
        assertThatThrownBy(() -> send(Duration.ofSeconds(60))).isInstanceOf(FencedException.class);
    }

    @Test
    void aWaitThatEndsInTimeLooksNoFurther() {
        assertThatThrownBy(() -> send(Duration.ofMillis(20))).isInstanceOf(CallTimeoutException.class);
    }
}
