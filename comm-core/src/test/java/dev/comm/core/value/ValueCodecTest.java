package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.error.ProviderException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.machine.Value;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that the core encodes is decoded as an equal value. Every other value has an error that names the missing
 * part.
 */
class ValueCodecTest {
    private final ValueCodec codec =
            new ValueCodec(CommConfig.builder().serializer("absent").build());

    static Object[] values() {
        return new Object[] {
            new byte[] {1, 2, 3},
            new byte[0],
            "grüße",
            "",
            42,
            -7L,
            Math.PI,
            true,
            new int[] {1, -2},
            new long[] {3},
            new double[] {0.5, Double.NaN},
            new float[] {1.5f}
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void builtInValuesComeBackEqual(Object value) {
        Object back = codec.decode(codec.encode(value), value.getClass());
        assertThat(back).isEqualTo(value);
        assertThat(codec.decode(codec.encode(value), Object.class)).isEqualTo(value);
    }

    static Throwable[] failures() {
        return new Throwable[] {
            new ClassCastException("no Point"),
            new BufferUnderflowException(),
            new AssertionError("never"),
            new InternalError("length is odd"),
            new NoClassDefFoundError("Point"),
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"),
            new Unheard()
        };
    }

    /** A throwable that is neither an exception nor an error. */
    private static final class Unheard extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aSerializerThatThrowsAnythingSpoilsOneValueOnly(Throwable failure) {
        Serializer throwing = mock(Serializer.class, call -> {
            throw failure;
        });
        SerializerProvider provider = provider("careless");
        when(provider.create(any())).thenReturn(throwing);
        ValueCodec careless = new ValueCodec(CommConfig.builder()
                .providers(List.of(provider))
                .serializer("careless")
                .build());
        assertThatThrownBy(() -> careless.encode(new Object()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("so a java.lang.Object cannot be written");
        Value value = new Value(
                new Content(Content.Kind.VALUE, BuiltInForm.SERIALIZED.code(), 1), Payload.of(new byte[] {1}));
        assertThatThrownBy(() -> careless.decode(value, Object.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("so a java.lang.Object cannot be read");
    }

    @Test
    void theCureOfASerializerIsSaidOnceAndFirst() {
        for (Class<?> named : List.of(Object.class, String.class)) {
            String cure = "declare it: " + named.getName() + " is unknown";
            assertThat(ValueFailure.sentence(new IOException(cure), Object.class, "written"))
                    .isEqualTo(named == Object.class ? cure : cure + "; so a java.lang.Object cannot be written");
        }
        assertThat(ValueFailure.sentence(new OutOfMemoryError("Java heap space"), Object.class, "read"))
                .startsWith("send smaller values, or give the process more memory");
    }

    static String[] halves() {
        return new String[] {"cut \ud83d", "\ude80 cut", "\ude80\ud83d", "\ud83d\ud83d\ude80"};
    }

    /** Leaves unpaired surrogates to the serializer, because UTF-8 would replace them by a question mark. */
    @ParameterizedTest
    @MethodSource("halves")
    void aTextWithHalfACharacterIsLeftToTheSerializer(String half) {
        assertThatThrownBy(() -> codec.encode(half)).isInstanceOf(ProviderException.class);
        Object whole = "a \ud83d\ude80 whole";
        assertThat(codec.decode(codec.encode(whole), String.class)).isEqualTo(whole);
        Value damaged = new Value(
                new Content(Content.Kind.VALUE, BuiltInForm.STRING.code(), 1), Payload.of(new byte[] {(byte) 0xC3}));
        assertThatThrownBy(() -> codec.decode(damaged, String.class)).isInstanceOf(SerializationException.class);
    }

    /** Fails at the start if the serializer is missing or broken, and not at the first call. */
    @Test
    void aCodecForAStartCreatesItsSerializerAtOnce() {
        SerializerProvider broken = provider("broken");
        when(broken.create(any())).thenThrow(new IllegalStateException("no licence"));
        CommConfig.Builder config = CommConfig.builder().providers(List.of(broken));

        assertThatThrownBy(() ->
                        ValueCodec.withSerializer(config.serializer("broken").build()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("'broken' failed at its start")
                .hasMessageContaining("no licence");
        assertThatThrownBy(() ->
                        ValueCodec.withSerializer(config.serializer("kryo").build()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("add the artifact dev.comm:comm-serialization-kryo");
    }

    private static SerializerProvider provider(String name) {
        SerializerProvider provider = mock();
        when(provider.name()).thenReturn(name);
        return provider;
    }

    @Test
    void nullIsAFlagThatNoSerializerSees() {
        assertThat(codec.encode(null)).isSameAs(Value.NULL);
        assertThat(codec.decode(Value.NULL, String.class)).isNull();
    }

    @Test
    void buffersAndFilesTravelAsPayloads(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "in a file");
        try (Payload payload = codec.decode(codec.encode(Payload.file(file)), Payload.class)) {
            assertThat(StandardCharsets.UTF_8.decode(payload.bytes()).toString())
                    .isEqualTo("in a file");
            assertThat(payload.open().readAllBytes()).isEqualTo("in a file".getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 8});
        assertThat(codec.decode(codec.encode(buffer), byte[].class)).containsExactly(9, 8);
        assertThat(codec.decode(codec.encode(buffer), ByteBuffer.class)).isEqualTo(buffer);
    }

    @Test
    void bytesThatCannotBeReadSpoilOneValueOnly(@TempDir Path folder) throws Exception {
        Payload closed = Payload.file(Files.writeString(folder.resolve("f"), "in a file"));
        closed.close();
        for (BuiltInForm form : List.of(BuiltInForm.RAW, BuiltInForm.PAYLOAD)) {
            Value value = new Value(new Content(Content.Kind.VALUE, form.code(), closed.length()), closed);
            assertThatThrownBy(() -> codec.take(value, byte[].class)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void whatIsWrittenAsItsOwnDoesNotChangeWithItsArray() {
        byte[] array = {1, 2};
        for (Object shared : List.of(array, ByteBuffer.wrap(array), Payload.of(array))) {
            Value own = codec.encodeOwn(shared, 2);
            array[0]++;
            assertThat(own.payload().bytes().get(0)).isEqualTo((byte) (array[0] - 1));
            Value larger = codec.encodeOwn(shared, 1);
            assertThat(larger.content()).isEqualTo(own.content());
            array[0]++;
            assertThat(larger.payload().bytes().get(0)).isEqualTo(array[0]);
        }
    }

    @Test
    void anotherTypeThanExpectedIsAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> codec.decode(codec.encode("text"), Integer.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("java.lang.Integer")
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void damagedNumbersAreErrorsNotNumbers() {
        Value damaged = new Value(new Content(Content.Kind.VALUE, 4, 3), Payload.of(new byte[3]));
        assertThatThrownBy(() -> codec.decode(damaged, Long.class)).isInstanceOf(SerializationException.class);
        Value unknown = new Value(new Content(Content.Kind.VALUE, 999, 3), Payload.of(new byte[3]));
        assertThatThrownBy(() -> codec.decode(unknown, Long.class)).hasMessageContaining("999");
    }

    @Test
    void anErrorTravelsAsDataWithItsStack() {
        Value value = codec.encodeFailure(new IllegalStateException("broken"), 3);
        assertThatThrownBy(() -> codec.decode(value, String.class)).isInstanceOfSatisfying(RemoteException.class, e -> {
            assertThat(e.rank()).isEqualTo(3);
            assertThat(e.type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(e.remoteMessage()).isEqualTo("broken");
            assertThat(e.remoteStack()).contains("ValueCodecTest");
        });
        Value damaged = new Value(value.content(), Payload.of(new byte[] {0, 0, 9}));
        assertThatThrownBy(() -> codec.decode(damaged, String.class)).isInstanceOf(RemoteException.class);
    }

    @Test
    void aMissingSerializerIsNamed() {
        assertThat(codec.serializerName()).isEmpty();
        assertThatThrownBy(() -> codec.encode(Locale.ROOT)).hasMessageContaining("absent");
    }
}
