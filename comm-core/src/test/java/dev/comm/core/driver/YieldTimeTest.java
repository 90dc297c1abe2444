package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Transport;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A waiting call polls without sleeping for the yield time after the last report, and then sleeps. */
class YieldTimeTest {
    private static final Duration STEP = Duration.ofNanos(10_000);

    private final AtomicLong clock = new AtomicLong();
    private final Completion<Void> completion = new Completion<>();
    private final List<Boolean> sleeps = new ArrayList<>();
    private final Queue<Integer> reports = new ArrayDeque<>();
    private int slowClockReads;

    @Test
    void withoutYieldTimeACallSleepsAtOnce() throws Exception {
        reports.addAll(List.of(0, 0, 1));
        await(Duration.ZERO);
        assertThat(sleeps).containsExactly(true, true, true);
    }

    @Test
    void aCallSleepsAfterTheYieldTime() throws Exception {
        reports.addAll(List.of(0, 0, 0, 0, 0));
        await(STEP.multipliedBy(3));
        assertThat(sleeps).containsExactly(false, false, false, true, true);
    }

    @Test
    void whateverComesBeginsTheYieldTimeAnew() throws Exception {
        reports.addAll(List.of(0, 1, 0, 0, 1, 0));
        await(STEP.multipliedBy(2));
        assertThat(sleeps).containsExactly(false, false, false, false, true, false);
    }

    @Test
    void aYieldThatTakesAWholeTimeSliceMakesCallersSleepForAWhile() {
        YieldTime time = new YieldTime(50_000);
        assertThat(time.endFrom(0)).isEqualTo(50_000);
        assertThat(time.hasPaid(0, YieldTime.SLICE_NANOS)).isTrue();
        long after = YieldTime.SLICE_NANOS + 1;
        assertThat(time.hasPaid(0, after)).isFalse();
        long last = after + YieldTime.PAUSE_NANOS - 1;
        assertThat(time.endFrom(last)).as("no yield in the pause").isEqualTo(last);
        assertThat(time.endFrom(last + 1)).as("another try").isEqualTo(last + 1 + 50_000);
    }

    @Test
    void aCallSleepsAtOnceAfterAYieldThatTookAWholeTimeSlice() throws Exception {
        reports.addAll(List.of(0, 0, 1, 0));
        slowClockReads = 3;
        await(STEP.multipliedBy(100));
        assertThat(sleeps).containsExactly(true, true, true, true);
    }

    /** Turns the driver until the transport has returned all reports. */
    private void await(Duration yieldTime) throws InterruptedException {
        CommConfig config = CommConfig.builder().build();
        DriverCore core = new DriverCore(new Idle(), transport(), config, environment(), notice -> {});
        core.start();
        new LiveDriver(
                        "test",
                        core,
                        this::clock,
                        yieldTime,
                        new OrphanEnd(CommConfig.builder().build(), false, clock::get))
                .await(completion, Long.MAX_VALUE);
    }

    /** Returns the time. A yield lies between the second and the third read; then it takes a whole slice. */
    private long clock() {
        return slowClockReads > 0 && slowClockReads-- == 1 ? clock.addAndGet(YieldTime.SLICE_NANOS + 1) : clock.get();
    }

    private Environment environment() {
        Environment environment = mock();
        when(environment.nanoTime()).thenAnswer(call -> clock.get());
        return environment;
    }

    private Transport transport() {
        Transport transport = mock();
        when(transport.poll(anyLong(), any())).thenAnswer(call -> poll(call.getArgument(0)));
        return transport;
    }

    private int poll(long maxWaitNanos) {
        sleeps.add(maxWaitNanos > 0);
        clock.addAndGet(STEP.toNanos());
        int count = reports.remove();
        if (reports.isEmpty()) {
            completion.complete(null);
        }
        return count;
    }

    /** A machine that does nothing. */
    private static final class Idle implements Machine {
        @Override
        public void step(Event event, long nowNanos, Outbox out) {}

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }
}
