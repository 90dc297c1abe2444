package dev.comm.core.value;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.CommException;
import dev.comm.api.error.ProviderException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Value;
import dev.comm.core.provider.Providers;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codec that encodes values as payloads and decodes payloads. It handles {@code null}, byte arrays, buffers,
 * payloads, strings, boxed numbers and primitive arrays by itself, and other values with the configured serializer.
 *
 * <p>Any thread may call the codec, but drivers never call it under the step lock.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ValueCodec {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final CommConfig config;
    private final SlowReadWatch watch;
    private volatile Serializer serializer;

    /** Creates a codec that looks up its serializer at the first use. */
    public ValueCodec(CommConfig config) {
        this(config, SlowReadWatch.PROCESS);
    }

    ValueCodec(CommConfig config, SlowReadWatch watch) {
        this.config = config;
        this.watch = watch;
    }

    /**
     * Creates a codec with its serializer, so that a missing serializer ends the start and not the first call.
     *
     * @throws ProviderException if the serializer is missing or cannot be created
     */
    public static ValueCodec withSerializer(CommConfig config) {
        ValueCodec codec = new ValueCodec(config);
        try {
            codec.serializer();
        } catch (CommException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new ProviderException(
                    "use a serializer that can be created, or declare types that it can take: '" + config.serializer()
                            + "' failed at its start: " + e,
                    e);
        }
        return codec;
    }

    /** Returns the name of the serializer for HELLO, or empty if there is no such provider. */
    public String serializerName() {
        try {
            serializer();
            return config.serializer();
        } catch (ProviderException absent) {
            return "";
        }
    }

    /** Returns the digest of the declared types, or an empty array without a serializer. */
    public byte[] fingerprint() {
        return serializerName().isEmpty() ? new byte[0] : serializer().fingerprint();
    }

    /**
     * Encodes a value completely.
     *
     * @throws SerializationException if the value cannot be written
     */
    public Value encode(Object value) {
        if (value == null) {
            return Value.NULL;
        }
        BuiltInForm form = BuiltInForm.forValue(value);
        if (value instanceof String text && HalfCharacters.isIn(text)) {
            form = BuiltInForm.SERIALIZED; // UTF-8 cannot express half characters
        }
        Payload payload = form == BuiltInForm.SERIALIZED ? serialize(value) : builtIn(form, value);
        return new Value(new Content(Content.Kind.VALUE, form.code(), payload.length()), payload);
    }

    /**
     * Encodes a value that its owner may change afterwards. The bytes are copied if their number is at most the given
     * length. Received payloads need no copy, because nothing can change them.
     *
     * @throws SerializationException if the value cannot be written
     */
    public Value encodeOwn(Object value, long copiedMax) {
        Value written = encode(value);
        Payload payload = written.payload();
        boolean shared = value instanceof byte[]
                || value instanceof ByteBuffer
                || value instanceof Payload
                || value instanceof Slice<?>;
        return shared && payload.length() <= copiedMax && !(payload instanceof ReceivedPayload)
                ? new Value(written.content(), copyOf(value, payload))
                : written;
    }

    private static Payload copyOf(Object value, Payload payload) {
        try {
            return copy(payload);
        } catch (CommException e) {
            throw e;
        } catch (Throwable e) {
            throw unwritten(value, e);
        }
    }

    private static Payload copy(Payload payload) {
        ByteBuffer copy = ByteBuffer.allocate((int) payload.length());
        if (payload.read(0, copy) != copy.capacity()) {
            throw new SerializationException("a payload has fewer bytes than its length of " + copy.capacity());
        }
        return Payload.of(copy.flip());
    }

    /** Encodes an error in place of a value. */
    public Value encodeFailure(Throwable error, int rank) {
        return failure(error, rank);
    }

    /** Encodes an error in place of a value, without a serializer. */
    public static Value failure(Throwable error, int rank) {
        Payload payload = ErrorForm.write(error, rank);
        return new Value(new Content(Content.Kind.FAILED, BuiltInForm.ERROR.code(), payload.length()), payload);
    }

    /** Returns class and message of the error in place of a value, as plain text for every class. */
    public static String error(Value failed) {
        RemoteException error = ErrorForm.read(failed.payload());
        return error.remoteMessage().isEmpty() ? error.type() : error.type() + ": " + error.remoteMessage();
    }

    /**
     * Decodes a value.
     *
     * @param type expected type; {@code Object.class} for any declared type
     * @throws SerializationException if the bytes are not a value of that type
     * @throws dev.comm.api.error.RemoteException if the value is an error
     */
    public <T> T decode(Value value, Class<T> type) {
        return decode(value, type, false);
    }

    /**
     * Decodes a value that has no other reader, like {@link #decode(Value, Class)}. The bytes of a received payload are
     * freed unless the result uses them. A value that cannot be decoded is freed too.
     */
    public <T> T take(Value value, Class<T> type) {
        T result;
        try {
            result = decode(value, type, true);
        } catch (Throwable e) {
            release(value);
            throw e;
        }
        if (value.payload() instanceof ReceivedPayload) {
            free(value, result);
        }
        return result;
    }

    /**
     * Reads an array into a place of the same type and length, and frees the bytes of the value. After an error the
     * place is unchanged.
     *
     * @throws SerializationException if the value is not such an array
     * @throws dev.comm.api.error.RemoteException if the value is an error
     */
    public void takeInto(Value value, Slice<?> place) {
        try {
            if (value.content().kind() == Content.Kind.FAILED) {
                throw ErrorForm.read(value.payload());
            }
            ArrayReader.read(value, place);
        } finally {
            free(value, place);
        }
    }

    /**
     * Returns the number of elements of a value that is an array of the same type as the given one.
     *
     * @throws SerializationException if the value is no such array
     * @throws dev.comm.api.error.RemoteException if the value is an error
     */
    public static int countLike(Value value, Object array) {
        if (value.content().kind() == Content.Kind.FAILED) {
            throw ErrorForm.read(value.payload());
        }
        return ArrayReader.count(value, array);
    }

    /** Returns a new array of the same type. */
    public static Object arrayLike(Object array, int length) {
        return ArrayForm.ofArray(array).create(length);
    }

    /**
     * Frees the bytes of a value unless the result still uses them. In that case the reader closes the result. If the
     * bytes cannot be freed, the only effect is a log line. The value was read, so its call or task is not affected.
     */
    public static void free(Value value, Object result) {
        if (value.payload() == null || result instanceof Payload || result instanceof ByteBuffer) {
            return;
        }
        try {
            value.payload().close();
        } catch (RuntimeException e) {
            LOG.warn("a payload that nobody reads any more could not be closed: {}", ErrorText.summary(e));
        }
    }

    /** Frees a received value that nobody reads any more. The call has no effect for null. */
    public static void release(Value value) {
        if (value != null) {
            free(value, null);
        }
    }

    private <T> T decode(Value value, Class<T> type, boolean isLast) {
        Content content = value.content();
        if (content.kind() == Content.Kind.FAILED) {
            throw ErrorForm.read(value.payload());
        }
        if (content.kind() != Content.Kind.VALUE) {
            return null;
        }
        BuiltInForm form = BuiltInForm.ofCode(content.form());
        if (form == null || form == BuiltInForm.ERROR) {
            throw new SerializationException(
                    "use the same version of Comm on all members: a value has the unknown form " + content.form());
        }
        return checked(read(form, value.payload(), type, isLast), type);
    }

    private static byte[] array(Payload payload, boolean isLast) {
        return isLast && payload instanceof ReceivedPayload received
                ? received.surrender()
                : BuiltInCodec.array(payload.bytes());
    }

    private static Object fitting(Object result, Class<?> type, boolean isLast) {
        if (result instanceof Payload payload && type == ByteBuffer.class) {
            return payload.bytes();
        }
        if (result instanceof Payload payload && type == byte[].class) {
            return array(payload, isLast);
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static <T> T checked(Object result, Class<T> type) {
        Class<?> boxed = type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
        if (result != null && !boxed.isInstance(result)) {
            throw new SerializationException("expected a " + type.getTypeName() + ", but the peer sent a "
                    + result.getClass().getTypeName());
        }
        return (T) result;
    }

    /**
     * Encodes a value with the serializer, and converts every exception, even an OutOfMemoryError. A value that cannot
     * be written makes a failed slot and must not keep the member from arriving.
     */
    private Payload serialize(Object value) {
        Serializer writer = serializer();
        try {
            BoundedOutput output = new BoundedOutput(config.limits().payloadBytes());
            writer.write(value, output);
            return Payload.of(output.bytes());
        } catch (CommException e) {
            throw e;
        } catch (Throwable e) {
            throw unwritten(value, e);
        }
    }

    private static Payload builtIn(BuiltInForm form, Object value) {
        try {
            return value instanceof Slice<?> slice ? ArrayPayload.of(slice) : BuiltInCodec.write(form, value);
        } catch (CommException e) {
            throw e;
        } catch (Throwable e) {
            throw unwritten(value, e);
        }
    }

    private static SerializationException unwritten(Object value, Throwable cause) {
        return new SerializationException(
                ValueFailure.sentence(cause, value.getClass(), "written"), ValueFailure.cause(cause));
    }

    private Object read(BuiltInForm form, Payload payload, Class<?> type, boolean isLast) {
        try {
            if (form == BuiltInForm.RAW) {
                return array(payload, isLast);
            }
            Object result =
                    form == BuiltInForm.SERIALIZED ? deserialize(payload, type) : BuiltInCodec.read(form, payload);
            return fitting(result, type, isLast);
        } catch (CommException e) {
            throw e;
        } catch (Throwable e) {
            throw new SerializationException(ValueFailure.sentence(e, type, "read"), ValueFailure.cause(e));
        }
    }

    private <T> T deserialize(Payload payload, Class<T> type) throws IOException {
        Serializer reader = serializer();
        SlowReadWatch.Reading reading = watch.begin(type, payload.length(), config.serializer());
        try {
            return reader.read(payload.bytes(), type);
        } finally {
            watch.end(reading);
        }
    }

    private Serializer serializer() {
        Serializer found = serializer;
        if (found == null) {
            synchronized (this) {
                found = serializer;
                if (found == null) {
                    found = Providers.find(SerializerProvider.class, config.serializer(), config)
                            .create(context());
                    serializer = found;
                }
            }
        }
        return found;
    }

    private SerializerContext context() {
        ClassLoader loader = config.loader();
        if (loader == null) {
            loader = Thread.currentThread().getContextClassLoader();
        }
        if (loader == null) {
            loader = ValueCodec.class.getClassLoader();
        }
        int bytesMax = (int) Math.min(config.limits().payloadBytes(), Integer.MAX_VALUE - 8);
        return SerializerContext.builder(config.types(), loader)
                .payloadBytesMax(bytesMax)
                .build();
    }
}
