package dev.comm.api.spi;

import dev.comm.api.error.Arguments;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/** The types and bounds for a serializer. */
@API(status = API.Status.STABLE, since = "0.1")
public final class SerializerContext {
    /** The usual value of {@link #readTimeMax()}: 5 s. */
    public static final Duration READ_TIME_MAX = Duration.ofSeconds(5);

    /** The time for each byte. A serializer below 10 MB/s spends its time on something other than the bytes. */
    private static final long NANOS_PER_BYTE = 100;

    /** The length above which the time does not grow. The time for this length is far longer than a year. */
    private static final long BYTES_TIMED_MAX = 1L << 50;

    /** The longest time that can be set. The clock could not express a longer time plus the time for the bytes. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final List<Class<?>> types;
    private final ClassLoader loader;
    private final long payloadBytesMax;
    private final int depthMax;
    private final Duration readTimeMax;

    private SerializerContext(Builder b) {
        this.types = b.types;
        this.loader = b.loader;
        this.payloadBytesMax = b.payloadBytesMax;
        this.depthMax = b.depthMax;
        this.readTimeMax = b.readTimeMax;
    }

    /**
     * Returns a builder with the usual bounds.
     *
     * @param types the types of the values that may be sent; their order matters
     * @param loader class loader that finds classes by name
     */
    public static Builder builder(List<Class<?>> types, ClassLoader loader) {
        return new Builder(types, loader);
    }

    /** Returns a builder that starts from these values. */
    public Builder toBuilder() {
        return new Builder(types, loader)
                .payloadBytesMax(payloadBytesMax)
                .depthMax(depthMax)
                .readTimeMax(readTimeMax);
    }

    /**
     * Returns the types that the user declared, in the order of the user. Together with their components
     * ({@link #allTypes()}) they are the allow-list. A serializer rejects all other types.
     */
    public List<Class<?>> types() {
        return types;
    }

    /** Returns the class loader that finds classes by name, never null. */
    public ClassLoader loader() {
        return loader;
    }

    /** Returns the size of the largest payload that is decoded. */
    public long payloadBytesMax() {
        return payloadBytesMax;
    }

    /** Returns the deepest nesting of objects, or 0 for the default of the serializer. */
    public int depthMax() {
        return depthMax;
    }

    /**
     * Returns the time limit for reading a small message. A large message gets more time, see {@link #readTime(long)}.
     */
    public Duration readTimeMax() {
        return readTimeMax;
    }

    /**
     * Starts the time budget of one message: {@link #readTimeMax()} plus 100 ns for each byte.
     *
     * @param bytes the length of the message
     */
    public ReadTime readTime(long bytes) {
        long bounded = Math.max(0, Math.min(bytes, BYTES_TIMED_MAX));
        return new ReadTime(readTimeMax.toNanos() + NANOS_PER_BYTE * bounded, System::nanoTime);
    }

    /**
     * Returns the declared types in the order of the user, followed by their component types: components of records
     * (type arguments too), elements of arrays, permitted subclasses of sealed types, superclasses. The search does not
     * follow fields of plain classes or classes of the JDK. The order is the same in every process.
     */
    public List<Class<?>> allTypes() {
        return TypeClosure.of(types);
    }

    /**
     * Returns a SHA-256 digest of the settings and of the names and shapes of all types, which two processes compare. A
     * shape is the components of a record, the constants of an enum, or the instance fields of another class.
     *
     * @param settings other properties that must be equal, in a fixed order
     */
    public byte[] fingerprint(List<String> settings) {
        Arguments.given(settings, "settings").forEach(each -> Arguments.given(each, "each setting"));
        return TypeDigest.of(settings, allTypes());
    }

    @Override
    public String toString() {
        return "SerializerContext[types=" + types
                + ", loader=" + loader
                + ", payloadBytesMax=" + payloadBytesMax
                + ", depthMax=" + depthMax
                + ", readTimeMax=" + readTimeMax
                + "]";
    }

    /** A builder that collects values; not safe for use by several threads. */
    public static final class Builder {
        private final List<Class<?>> types;
        private final ClassLoader loader;
        private long payloadBytesMax = 1L << 40;
        private int depthMax;
        private Duration readTimeMax = READ_TIME_MAX;

        private Builder(List<Class<?>> types, ClassLoader loader) {
            Arguments.given(types, "the types of values").forEach(each -> Arguments.given(each, "each type of values"));
            this.types = List.copyOf(types);
            this.loader = Arguments.given(loader, "a class loader");
        }

        /**
         * Sets {@link SerializerContext#payloadBytesMax}. The default is 1 TiB.
         *
         * @throws IllegalArgumentException if the value is negative
         */
        public Builder payloadBytesMax(long value) {
            if (value < 0) {
                throw new IllegalArgumentException("give a largest payload of at least 0 bytes, not " + value);
            }
            payloadBytesMax = value;
            return this;
        }

        /**
         * Sets {@link SerializerContext#depthMax}. The default is 0, which stands for the default of the serializer.
         *
         * @throws IllegalArgumentException if the value is negative
         */
        public Builder depthMax(int value) {
            depthMax = Arguments.atLeast(0, value, "a deepest nesting");
            return this;
        }

        /**
         * Sets {@link SerializerContext#readTimeMax}. The default is {@link #READ_TIME_MAX}. More than a year counts as
         * a year.
         *
         * @throws IllegalArgumentException if the value is negative
         */
        public Builder readTimeMax(Duration value) {
            readTimeMax = Arguments.timeout(value).compareTo(LONGEST) > 0 ? LONGEST : value;
            return this;
        }

        /** Returns the context with the values set here. */
        public SerializerContext build() {
            return new SerializerContext(this);
        }
    }
}
