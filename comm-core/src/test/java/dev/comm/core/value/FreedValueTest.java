package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.description;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** A payload that cannot be closed fails neither the call that read it nor a step of a machine. */
class FreedValueTest {
    @Test
    void aReaderIsNotToldOfAPayloadThatDoesNotClose() {
        Payload payload = unclosable(false);
        Value value = new Value(new Content(Content.Kind.VALUE, 0, 0), payload);
        assertThatCode(() -> ValueCodec.free(value, "read")).doesNotThrowAnyException();
        verify(payload).close();
        ValueCodec.free(value, payload);
        verify(payload, description("the reader still uses it")).close();
    }

    @Test
    void noStepFailsForAPayloadThatDoesNotCloseInMemoryOrInAFile() {
        for (boolean inMemory : new boolean[] {true, false}) {
            Recorder out = new Recorder();
            Payload payload = unclosable(inMemory);
            Value.free(payload, out);
            verify(payload, times(inMemory ? 1 : 0).description("within the step"))
                    .close();
            out.compute(event ->
                    assertThat(Value.takeFreed((Event.Computed) event, out)).isTrue());
            verify(payload).close();
            assertThat(out.log()).singleElement().asString().contains("could not be closed");
        }
    }

    private static Payload unclosable(boolean inMemory) {
        Payload payload = mock();
        when(payload.isInMemory()).thenReturn(inMemory);
        doThrow(new UncheckedIOException(new IOException("stale file handle")))
                .when(payload)
                .close();
        return payload;
    }
}
