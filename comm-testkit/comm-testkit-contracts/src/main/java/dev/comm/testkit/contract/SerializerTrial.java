package dev.comm.testkit.contract;

import dev.comm.api.error.SerializationException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A trial that creates serializers of an author's provider, and writes and reads with them. */
final class SerializerTrial {
    private static final long BYTES_MAX = 1 << 24;

    private final SerializerContract author;
    private final List<Class<?>> types;
    private final Serializer serializer;

    SerializerTrial(SerializerContract author) {
        this.author = author;
        types = author.types();
        serializer = make(types, BYTES_MAX, 0);
    }

    private SerializerTrial(SerializerTrial other, List<Class<?>> types, long bytesMax, int depthMax) {
        author = other.author;
        this.types = types;
        serializer = make(types, bytesMax, depthMax);
    }

    /** Returns another trial with the same context. */
    SerializerTrial again() {
        return new SerializerTrial(this, types, BYTES_MAX, 0);
    }

    SerializerTrial withTypes(List<Class<?>> others) {
        return new SerializerTrial(this, others, BYTES_MAX, 0);
    }

    SerializerTrial withLimits(long bytesMax, int depthMax) {
        return new SerializerTrial(this, types, bytesMax, depthMax);
    }

    private Serializer make(List<Class<?>> allowed, long bytesMax, int depthMax) {
        return author.provider().create(context(allowed, bytesMax, depthMax));
    }

    private SerializerContext context(List<Class<?>> allowed, long bytesMax, int depthMax) {
        return SerializerContext.builder(allowed, author.getClass().getClassLoader())
                .payloadBytesMax(bytesMax)
                .depthMax(depthMax)
                .build();
    }

    /** Returns the declared types and all types that they consist of. */
    List<Class<?>> allTypes() {
        return context(types, BYTES_MAX, 0).allTypes();
    }

    Serializer serializer() {
        return serializer;
    }

    /** Returns every value with its place and its bytes. There has to be at least one. */
    List<Sample> samples() {
        List<?> values = author.values();
        Claim.that(!values.isEmpty(), "values() is empty: give some of every kind that the serializer carries");
        return values.stream().map(value -> sample(value)).toList();
    }

    private Sample sample(Object value) {
        return new Sample(value, author.readAs(value), write(value));
    }

    /** Writes a value and fails if the serializer refuses it. */
    byte[] write(Object value) {
        try {
            return writeOrThrow(value);
        } catch (IOException | RuntimeException | Error e) {
            throw Claim.broken(e, "a value of %s cannot be written: %s", name(value), e);
        }
    }

    byte[] writeOrThrow(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.write(value, out);
        return out.toByteArray();
    }

    /** Reads a value and fails if the serializer refuses it. */
    Object read(byte[] bytes, Class<?> type) {
        return read(ByteBuffer.wrap(bytes), type);
    }

    Object read(ByteBuffer bytes, Class<?> type) {
        try {
            return serializer.read(bytes, type);
        } catch (IOException | RuntimeException | Error e) {
            throw Claim.broken(e, "%s cannot be read although its bytes are good: %s", type.getName(), e);
        }
    }

    /** Reads a value. Returns the error if it is of an allowed kind; any other error breaks a promise. */
    Optional<Exception> tryRead(byte[] bytes, Class<?> type, String what) {
        Object value;
        try {
            value = serializer.read(ByteBuffer.wrap(bytes), type);
        } catch (IOException | SerializationException e) {
            return Optional.of(said(e, what));
        } catch (RuntimeException | Error e) {
            throw Claim.broken(e, "%s: read throws %s instead of an IOException", what, e);
        }
        Claim.that(type.isInstance(value), "%s: asked for %s, got %s", what, type.getName(), name(value));
        return Optional.empty();
    }

    /**
     * Writes a value. Returns the error if it is of an allowed kind, or an empty value; any other error breaks a
     * promise.
     */
    Optional<Exception> tryWrite(Object value, String what) {
        try {
            writeOrThrow(value);
            return Optional.empty();
        } catch (IOException | SerializationException e) {
            return Optional.of(said(e, what));
        } catch (RuntimeException | Error e) {
            throw Claim.broken(e, "%s: write throws %s instead of an IOException", what, e);
        }
    }

    private static Exception said(Exception e, String what) {
        Claim.that(e.getMessage() != null && !e.getMessage().isBlank(), "%s: refused without a message", what);
        return e;
    }

    /** Checks that a good value can still be written and read after an error. */
    void worksOn(Sample sample, String after) {
        Object copy = read(write(sample.value), sample.type);
        Claim.that(author.same(sample.value, copy), "after %s, %s no longer comes back equal", after, sample);
    }

    static String name(Object value) {
        return value == null ? "null" : value.getClass().getTypeName();
    }

    /** A value, the type to read it as, and its bytes. */
    record Sample(Object value, Class<?> type, byte[] bytes) {
        @Override
        public String toString() {
            return "a value of " + name(value) + " in " + bytes.length + " bytes";
        }
    }
}
