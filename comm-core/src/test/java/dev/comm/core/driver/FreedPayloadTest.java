package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.PipeTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A machine gives payloads up: memory at once, all else off the step; one that cannot be closed ends nothing. */
class FreedPayloadTest {
    private final List<Runnable> callbacks = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();

    @Test
    void memoryIsGivenBackAtOnce() {
        start(new Journaled("memory", true, null));
        assertThat(closed).containsExactly("memory within a step");
        assertThat(callbacks).isEmpty();
    }

    @Test
    void aFileIsClosedOffTheStep() {
        start(new Journaled("file", false, null));
        assertThat(closed).isEmpty();
        callbacks.forEach(Runnable::run);
        assertThat(closed).containsExactly("file");
    }

    @Test
    void aFileThatCannotBeClosedEndsNothing() {
        Freeing machine = start(new Journaled("file", false, new UncheckedIOException(new IOException("no disk"))));
        callbacks.forEach(Runnable::run);
        assertThat(closed).containsExactly("file");
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
        return (Environment) Proxy.newProxyInstance(
                Environment.class.getClassLoader(),
                new Class<?>[] {Environment.class},
                (self, method, given) -> method.getName().equals("nanoTime") ? (Object) 0L : (Executor) callbacks::add);
    }

    /** Frees its payload in its first step. */
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

    /** A payload that writes down when it is closed. */
    private final class Journaled implements Payload {
        private final String name;
        private final boolean isInMemory;
        private final RuntimeException failure;

        Journaled(String name, boolean isInMemory, RuntimeException failure) {
            this.name = name;
            this.isInMemory = isInMemory;
            this.failure = failure;
        }

        @Override
        public long length() {
            return 0;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            return 0;
        }

        @Override
        public ByteBuffer bytes() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public boolean isInMemory() {
            return isInMemory;
        }

        @Override
        public void close() {
            closed.add(core.isStepping() ? name + " within a step" : name);
            if (failure != null) {
                throw failure;
            }
        }
    }
}
