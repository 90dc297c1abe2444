package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.PipeTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The driver frees a payload in memory within the step, and every other payload after it. A payload that cannot be
 * closed does not end the role.
 */
class FreedPayloadTest {
    private final List<Runnable> callbacks = new ArrayList<>();
    private final List<Boolean> ends = new ArrayList<>();

    @Test
    void memoryIsGivenBackAtOnce() {
        start(payload(true));
        assertThat(ends).as("whether each close was within a step").containsExactly(true);
        assertThat(callbacks).isEmpty();
    }

    @Test
    void aFileIsClosedOffTheStep() {
        start(payload(false));
        assertThat(ends).isEmpty();
        callbacks.forEach(Runnable::run);
        assertThat(ends).as("whether each close was within a step").containsExactly(false);
    }

    @Test
    void aFileThatCannotBeClosedEndsNothing() {
        Payload payload = payload(false);
        doThrow(new UncheckedIOException(new IOException("no disk")))
                .when(payload)
                .close();
        Freeing machine = start(payload);
        callbacks.forEach(Runnable::run);
        verify(payload).close();
        assertThat(machine.freed).isTrue();
        assertThat(core.isClosed()).as("the role ended").isFalse();
    }

    private DriverCore core;

    private Freeing start(Payload payload) {
        Freeing machine = new Freeing(payload);
        core = new DriverCore(machine, new PipeTransport(), CommConfig.builder().build(), environment(), notice -> {});
        core.start();
        return machine;
    }

    private Environment environment() {
        Environment environment = mock();
        when(environment.callbacks()).thenReturn(callbacks::add);
        return environment;
    }

    /** A machine that frees its payload in its first step. */
    private static final class Freeing implements Machine {
        private final Payload payload;
        private boolean freed;

        Freeing(Payload payload) {
            this.payload = payload;
        }

        @Override
        public void step(Event event, long nowNanos, Outbox out) {
            if (event instanceof Event.Started) {
                Value.free(null, out);
                Value.free(payload, out);
            } else if (event instanceof Event.Computed computed) {
                freed = Value.takeFreed(computed, out);
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }

    /** Returns a payload that records for each close whether it happens within a step. */
    private Payload payload(boolean isInMemory) {
        Payload payload = mock();
        when(payload.isInMemory()).thenReturn(isInMemory);
        doAnswer(close -> ends.add(core.isStepping())).when(payload).close();
        return payload;
    }
}
