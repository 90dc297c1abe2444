package dev.comm.api.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a serializer may read and write.
 *
 * @param types the types the user declared, in the user's order; with what they consist of ({@link #allTypes()}) they
 *     are the allow-list, everything else is refused
 * @param loader finds classes by name; never null
 * @param payloadBytesMax largest payload that is decoded
 * @param depthMax deepest nesting of objects, or 0 for the serializer's own default
 * @param readTimeMax how long the reading of a small message may take; a large one is given more, see
 *     {@link #readTime(long)}
 */
@API(status = API.Status.STABLE, since = "0.1")
public record SerializerContext(
        List<Class<?>> types, ClassLoader loader, long payloadBytesMax, int depthMax, Duration readTimeMax) {
    /** What is usual for {@link #readTimeMax()}: 5 s. */
    public static final Duration READ_TIME_MAX = Duration.ofSeconds(5);

    /** A serializer that does not reach 10 MB/s is not slow but busy with something else than the bytes. */
    private static final long NANOS_PER_BYTE = 100;

    /** Keeps an unmodifiable copy of the types. */
    public SerializerContext {
        types = List.copyOf(types);
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(readTimeMax, "readTimeMax");
    }

    /** A context with the usual time for reading. */
    public SerializerContext(List<Class<?>> types, ClassLoader loader, long payloadBytesMax, int depthMax) {
        this(types, loader, payloadBytesMax, depthMax, READ_TIME_MAX);
    }

    /**
     * Starts the clock for one message: {@link #readTimeMax()} and 100 ns for each byte.
     *
     * @param bytes the length of the message
     */
    public ReadTime readTime(long bytes) {
        return new ReadTime(readTimeMax.toNanos() + NANOS_PER_BYTE * bytes, System::nanoTime);
    }

    /**
     * The declared types in the user's order, followed by the types that they consist of: component types of records
     * (type arguments too), elements of arrays, permitted subclasses of sealed types, superclasses. Fields of plain
     * classes are not followed, nor is anything found inside the JDK. The order is the same in every process.
     */
    public List<Class<?>> allTypes() {
        return TypeClosure.of(types);
    }

    /**
     * A SHA-256 digest that is equal in two processes when their settings and the names and shapes of all their types
     * are. A shape is the components of a record, the constants of an enum, the instance fields of another class.
     *
     * @param settings what else has to be equal, in a fixed order
     */
    public byte[] fingerprint(List<String> settings) {
        return TypeDigest.of(settings, allTypes());
    }
}
