package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.KryoBufferUnderflowException;
import dev.comm.api.spi.ReadTime;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.TypeAdvice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The serializer, with a pool of Kryo instances, one for each concurrent call.
 *
 * <p>The pool reuses an instance only after a successful call, because its state after an error is unknown.
 */
final class KryoSerializer implements Serializer {
    private static final int DEPTH_DEFAULT = 64;
    private static final int DEPTH_HIGHEST = 512;

    private final Registry registry;
    private final SerializerContext context;
    private final int depthMax;
    private final long lengthMaxBytes;
    private final byte[] fingerprint;
    private final BlockingQueue<Engine> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    KryoSerializer(SerializerContext context) {
        registry = new Registry(context);
        this.context = context;
        depthMax = context.depthMax() <= 0 ? DEPTH_DEFAULT : Math.min(context.depthMax(), DEPTH_HIGHEST);
        lengthMaxBytes = context.payloadBytesMax();
        fingerprint = context.fingerprint(registry.labels());
        giveBack(borrow()); // finds conflicts now instead of at the first call
    }

    private Engine borrow() {
        Engine engine = idle.poll();
        return engine == null ? new Engine(registry, context.loader(), depthMax) : engine;
    }

    private void giveBack(Engine engine) {
        idle.offer(engine); // if the pool is full, the instance is discarded
    }

    @Override
    public void write(Object value, OutputStream to) throws IOException {
        Engine engine = borrow();
        try {
            engine.write(value, to);
        } catch (KryoException e) {
            if (e.getCause() instanceof IOException target) {
                throw target;
            }
            throw failure("written", value.getClass(), reason(e), e.getCause());
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw failure(
                    "written",
                    value.getClass(),
                    "correct the code of the value's types: it failed with "
                            + e.getClass().getName(),
                    e);
        } catch (StackOverflowError e) {
            throw failure("written", value.getClass(), tooDeep(), e);
        }
        giveBack(engine);
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
        if (bytes.remaining() > lengthMaxBytes) {
            String limit = bytes.remaining() + " bytes are more than the limit of " + lengthMaxBytes;
            throw failure("read", type, limit, null);
        }
        Engine engine = borrow();
        Object value = decode(engine, input(bytes), type);
        giveBack(engine);
        return type.cast(value);
    }

    private Object decode(Engine engine, GuardedInput input, Class<?> type) throws IOException {
        try {
            return engine.read(input, type);
        } catch (KryoBufferUnderflowException e) {
            throw failure("read", type, "the bytes end in the middle of the value", e);
        } catch (KryoException e) {
            throw failure("read", type, reason(e), e.getCause() == null ? e : e.getCause());
        } catch (DateTimeException e) { // for example, an unknown time zone
            throw failure("read", type, CleanText.of(e), e);
        } catch (RuntimeException | LinkageError | AssertionError | InternalError e) {
            // The message of the exception may contain hostile text, so this text is cut and has no control characters.
            throw failure("read", type, "reading it failed with " + e.getClass().getName() + ": " + CleanText.of(e), e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw failure("read", type, "it is too large or nested too deeply for this process", e);
        }
    }

    private GuardedInput input(ByteBuffer bytes) {
        ReadTime time = context.readTime(bytes.remaining());
        if (bytes.hasArray()) {
            return new GuardedInput(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), time);
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new GuardedInput(copy, 0, copy.length, time);
    }

    private String reason(KryoException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Max depth") ? tooDeep() : message;
    }

    private String tooDeep() {
        return "send a flatter value, for example one list or array: the value is nested deeper than " + depthMax
                + " levels or refers to itself";
    }

    /** Creates the exception. The type is appended to the cure, unless the cure names it. */
    private static IOException failure(String done, Class<?> type, String why, Throwable cause) {
        return new IOException(TypeAdvice.withType(why, type, done), cause);
    }

    @Override
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** Returns the number of idle instances, for tests. */
    int idle() {
        return idle.size();
    }
}
