package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.KryoBufferUnderflowException;
import dev.comm.api.spi.ReadTime;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Lends a Kryo instance to each call.
 *
 * <p>An instance is used again only after a call that went well: after an error its inner state is anybody's guess.
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
        giveBack(borrow()); // finds conflicts now, not at the first call
    }

    private Engine borrow() {
        Engine engine = idle.poll();
        return engine == null ? new Engine(registry, context.loader(), depthMax) : engine;
    }

    private void giveBack(Engine engine) {
        idle.offer(engine); // if there is no room it is one too many
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
            throw failure("cannot write ", value.getClass(), reason(e), e);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw failure(
                    "cannot write ",
                    value.getClass(),
                    "its own code failed with " + e.getClass().getName(),
                    e);
        } catch (StackOverflowError e) {
            throw failure("cannot write ", value.getClass(), tooDeep(), e);
        }
        giveBack(engine);
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
        if (bytes.remaining() > lengthMaxBytes) {
            String limit = bytes.remaining() + " bytes are more than the limit of " + lengthMaxBytes;
            throw failure("cannot read ", type, limit, null);
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
            throw failure("cannot read ", type, "the bytes end in the middle of the value", e);
        } catch (KryoException e) {
            throw failure("cannot read ", type, reason(e), e);
        } catch (RuntimeException | LinkageError | AssertionError | InternalError e) {
            // Its message may quote the hostile object; the class is enough.
            throw failure(
                    "cannot read ",
                    type,
                    "reading it failed with " + e.getClass().getName(),
                    e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw failure("cannot read ", type, "it is too large or nested too deeply to be read here", e);
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
        return "it is nested deeper than " + depthMax + " levels or refers to itself: send lists or arrays instead of"
                + " chains of objects";
    }

    private static IOException failure(String what, Class<?> type, String why, Throwable cause) {
        return new IOException(what + type.getName() + ": " + why, cause);
    }

    @Override
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** For tests: how many instances wait to be used again. */
    int idle() {
        return idle.size();
    }
}
