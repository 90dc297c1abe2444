package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Bytes that cannot be freed fail nothing: neither the call that read them nor a step of a machine. */
class FreedValueTest {
    @Test
    void aReaderIsNotToldOfAPayloadThatDoesNotClose() {
        Unclosable payload = new Unclosable(false);
        Value value = new Value(new Content(Content.Kind.VALUE, 0, 0), payload);
        assertThatCode(() -> ValueCodec.free(value, "read")).doesNotThrowAnyException();
        assertThat(payload.closed).isEqualTo(1);
        ValueCodec.free(value, payload);
        assertThat(payload.closed).as("the reader still uses it").isEqualTo(1);
    }

    @Test
    void noStepFailsForAPayloadThatDoesNotCloseInMemoryOrInAFile() {
        for (boolean inMemory : new boolean[] {true, false}) {
            Recorder out = new Recorder();
            Unclosable payload = new Unclosable(inMemory);
            Value.free(payload, out);
            assertThat(payload.closed).as("closed within the step").isEqualTo(inMemory ? 1 : 0);
            out.compute(event ->
                    assertThat(Value.takeFreed((Event.Computed) event, out)).isTrue());
            assertThat(payload.closed).isEqualTo(1);
            assertThat(out.log()).singleElement().asString().contains("could not be closed");
        }
    }

    /** A payload whose end fails. */
    private static final class Unclosable implements Payload {
        private final boolean inMemory;
        private int closed;

        Unclosable(boolean inMemory) {
            this.inMemory = inMemory;
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
            return inMemory;
        }

        @Override
        public void close() {
            closed++;
            throw new UncheckedIOException(new IOException("stale file handle"));
        }
    }
}
