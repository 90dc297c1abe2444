package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.CommConfig;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.FencedException;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.value.ValueCodec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** B7: a process that was stopped beyond a deadline reports that it was fenced, and reports no local timeout. */
class LateWaitTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Returns a driver whose process is stopped for some time at the deadline. The membership ends afterwards. */
    private static MachineDriver stopped(Duration stop, JoinCall call) throws InterruptedException {
        MachineDriver driver = mock();
        when(driver.submit(call)).thenReturn(call.completion());
        when(driver.await(any(), anyLong()))
                .thenAnswer(await -> {
                    when(driver.nanoTime()).thenReturn(await.<Long>getArgument(1) + stop.toNanos());
                    return false;
                })
                .thenAnswer(await -> {
                    call.completion().fail(new Failure(Failure.Kind.FENCED, "declared silent"));
                    return true;
                });
        return driver;
    }

    private static void send(Duration stop) throws InterruptedException {
        JoinCall call = new JoinCall();
        CommConfig config = CommConfig.builder().build();
        new MembershipSession(stopped(stop, call), new ValueCodec(config), null, config, Runnable::run)
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
