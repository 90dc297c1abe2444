package dev.comm.serialization.java;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.TypeAdvice;
import java.io.EOFException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** The serializer, which writes or reads one value in each call, with an allow-list in both directions. */
final class JavaSerializer implements Serializer {
    private static final int DEPTH_DEFAULT = 16;
    private static final int DEPTH_HIGHEST = 64;

    private final AllowList types;
    private final long lengthMaxBytes;
    private final int depthMax;
    private final SerializerContext context;
    private final byte[] fingerprint;

    JavaSerializer(SerializerContext context) {
        this.context = context;
        types = new AllowList(context.types(), context.allTypes());
        lengthMaxBytes = context.payloadBytesMax();
        depthMax = context.depthMax() <= 0 ? DEPTH_DEFAULT : Math.min(context.depthMax(), DEPTH_HIGHEST);
        fingerprint = context.fingerprint(versions(context));
    }

    /** Returns the serial version of each type. If the versions differ, the JDK rejects every value of that type. */
    private static List<String> versions(SerializerContext context) {
        return context.allTypes().stream()
                .map(ObjectStreamClass::lookup)
                .filter(Objects::nonNull)
                .map(known -> known.getName() + "=" + known.getSerialVersionUID())
                .toList();
    }

    @Override
    public void write(Object value, OutputStream to) throws IOException {
        MessageOutput message = new MessageOutput(lengthMaxBytes);
        writeChecked(value, message);
        message.writeTo(to);
    }

    /**
     * Writes a value and checks the written bytes too, so that this side refuses every value that the receiver would
     * refuse.
     */
    private void writeChecked(Object value, MessageOutput message) throws IOException {
        try {
            CheckedOutput out = new CheckedOutput(message, types);
            out.writeObject(value);
            out.finish();
            StreamScan.check(message.bytes(), types, depthMax);
        } catch (MessageOutput.TooLong e) {
            throw e.asIo();
        } catch (Refusal e) {
            throw unwritable(value, null, e.getMessage());
        } catch (NotSerializableException e) {
            // The JDK's message is the class name, sometimes with the path of the fields that lead to it.
            throw unwritable(
                    value,
                    null,
                    "let the type implement java.io.Serializable, and add it to CommConfig.types(...): "
                            + e.getMessage() + " is not serializable");
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw unwritable(value, e, "correct the code of the value's types: it failed with " + said(e));
        } catch (StackOverflowError e) {
            throw unwritable(value, null, StreamScan.tooDeep(depthMax));
        }
    }

    private static String said(Throwable failure) {
        return failure.getClass().getName();
    }

    private static IOException unwritable(Object value, Throwable cause, String why) {
        return new IOException(TypeAdvice.withType(why, value.getClass(), "written"), cause);
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
        ByteBuffer rest = bytes.slice();
        if (rest.remaining() > lengthMaxBytes) {
            throw unreadable(type, null, rest.remaining() + " bytes are more than the limit of " + lengthMaxBytes);
        }
        Object value = decode(rest, type);
        if (rest.hasRemaining()) {
            throw unreadable(type, null, rest.remaining() + " bytes follow after the value");
        }
        if (!type.isInstance(value)) {
            String got = value == null ? "null" : value.getClass().getName();
            throw unreadable(type, null, "check that sender and receiver make the same call: the bytes hold " + got);
        }
        return type.cast(value);
    }

    private Object decode(ByteBuffer bytes, Class<?> type) throws IOException {
        ReadFilter filter = new ReadFilter(types, bytes, depthMax, context.readTime(bytes.remaining()));
        try (FilteredInput in = new FilteredInput(new BufferInput(bytes), types, filter)) {
            return value(in.readObject());
        } catch (EOFException e) {
            throw unreadable(type, e, "the bytes end in the middle of the value");
        } catch (IOException | ClassNotFoundException e) {
            throw unreadable(type, e, reason(filter, e));
        } catch (RuntimeException | LinkageError | AssertionError | InternalError e) {
            // The JDK's unmodifiable maps throw an InternalError for invalid bytes. The message of the exception may
            // contain hostile text, so only the class of the exception is reported.
            throw unreadable(
                    type,
                    e,
                    reasonOr(filter, "reading it failed with " + e.getClass().getName()));
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw unreadable(type, e, "it is too large or nested too deeply for this process");
        }
    }

    /** Checks the object. A stream may also hold a class or a class description, and no filter sees those. */
    private static Object value(Object read) throws Refusal {
        if (read instanceof Class || read instanceof ObjectStreamClass) {
            throw Refusal.ofClass();
        }
        return read;
    }

    private static String reason(ReadFilter filter, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (filter.refusal() == null && message.contains("REJECTED")) {
            return "the JVM-wide filter (jdk.serialFilter) refused it: " + message;
        }
        if (message.contains("serialVersionUID")) {
            return "run the same jars on all members: " + message;
        }
        return reasonOr(filter, message);
    }

    private static String reasonOr(ReadFilter filter, String otherwise) {
        return filter.refusal() == null ? otherwise : filter.refusal();
    }

    private static IOException unreadable(Class<?> type, Throwable cause, String why) {
        return new IOException(TypeAdvice.withType(why, type, "read"), cause);
    }

    @Override
    public byte[] fingerprint() {
        return fingerprint.clone();
    }
}
