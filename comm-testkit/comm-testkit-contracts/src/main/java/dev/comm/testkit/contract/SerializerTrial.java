package dev.comm.testkit.contract;

import dev.comm.api.error.SerializationException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Makes serializers of an author's provider and lets them write and read. */
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

    /** Another one of the same context. */
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

    /** The declared types and all that they consist of. */
    List<Class<?>> allTypes() {
        return context(types, BYTES_MAX, 0).allTypes();
    }

    Serializer serializer() {
        return serializer;
    }

    /** Every value with its place and its bytes; there has to be one. */
    List<Sample> samples() {
        List<?> values = author.values();
        Claim.that(!values.isEmpty(), "values() is empty: give some of every kind that the serializer carries");
        return values.stream().map(value -> sample(value)).toList();
    }

    private Sample sample(Object value) {
        return new Sample(value, author.readAs(value), write(value));
    }

    /** Writes a value that has to be writable. */
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

    /** Reads a value that has to be readable. */
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

    /** Reads, and returns the error if it is one of the allowed kind; any other is a broken promise. */
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

    /** Writes, and returns the error if it is one of the allowed kind, or nothing; any other is a broken promise. */
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

    /** After every error a good value still makes its way. */
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
