package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.machine.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A thread that reads a value for too long is reported, for every serializer (SEC-20). */
class SlowReadWatchTest {
    private final AtomicLong now = new AtomicLong(1);
    private final List<String> lines = new ArrayList<>();
    private final SlowReadWatch watch = new SlowReadWatch(now::get, lines::add);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        watch.look();
    }

    @Test
    void aLongReadingIsToldOnceAndAgainAtItsEnd() {
        SlowReadWatch.Reading slow = watch.begin(String.class, 77, "cbor");
        pass(Duration.ofMillis(4_999));
        assertThat(lines).isEmpty();
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(60));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("'" + Thread.currentThread().getName() + "' has been reading")
                .contains("java.lang.String from 77 bytes with the serializer 'cbor' for 5 s")
                .contains("cannot be stopped");
        watch.end(slow);
        assertThat(lines).hasSize(2).last().asString().contains("for 65 s, and has finished now");
    }

    @Test
    void aShortReadingIsNotToldAndNothingIsLeftOfIt() {
        SlowReadWatch.Reading quick = watch.begin(String.class, 77, "cbor");
        watch.end(quick);
        pass(Duration.ofSeconds(60));
        assertThat(lines).isEmpty();
    }

    /** Returns a plug-in that needs a minute of the clock of this test. */
    private SerializerProvider slow() throws IOException {
        Serializer slow = mock();
        when(slow.read(any(), any())).thenAnswer(read -> {
            pass(Duration.ofMinutes(1));
            throw new IOException("nonsense");
        });
        SerializerProvider provider = mock();
        when(provider.name()).thenReturn("slow");
        when(provider.create(any())).thenReturn(slow);
        return provider;
    }

    @Test
    void everySerializerIsWatchedAndAFailureEndsThat() throws IOException {
        CommConfig config = CommConfig.builder()
                .providers(List.of(slow()))
                .serializer("slow")
                .build();
        ValueCodec codec = new ValueCodec(config, watch);
        Value value = new Value(
                new Content(Content.Kind.VALUE, BuiltInForm.SERIALIZED.code(), 1), Payload.of(new byte[] {1}));
        assertThatThrownBy(() -> codec.decode(value, Object.class)).isInstanceOf(SerializationException.class);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("'slow'").contains("finished now");
        pass(Duration.ofMinutes(1));
        assertThat(lines).hasSize(2);
    }
}
