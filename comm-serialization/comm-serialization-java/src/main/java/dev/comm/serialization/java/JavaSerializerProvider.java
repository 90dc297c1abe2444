package dev.comm.serialization.java;

import dev.comm.api.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import org.apiguardian.api.API;

/**
 * Provides the serializer {@code java}: the JDK's own serialization, which needs no dependency and reads only what was
 * declared.
 *
 * <p>What may travel: the types given to {@code CommConfig.types(...)} with what they consist of, arrays of them, and
 * the value types and collections of the JDK. Everything else is refused by its name, before its class is loaded. A
 * JVM-wide filter ({@code jdk.serialFilter}, {@code jdk.serialFilterFactory}) applies on top.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class JavaSerializerProvider implements SerializerProvider {
    /** For service loading; an instance may also be given to the configuration. */
    public JavaSerializerProvider() {
        // Nothing to set up.
    }

    /** Always {@code java}. */
    @Override
    public String name() {
        return "java";
    }

    /**
     * A new serializer; it keeps no state between calls and may be used by several threads.
     *
     * <p>Values nest at most 16 levels deep unless the context says otherwise; more than 64 are never allowed, because
     * the work that a few nested sets can cause doubles with each level.
     *
     * @throws ConfigException if a declared type must never travel (a class loader, a lambda, ...) or is not
     *     serializable
     */
    @Override
    public Serializer create(SerializerContext context) {
        return new JavaSerializer(context);
    }
}
