package dev.comm.serialization.java;

import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import org.apiguardian.api.API;

/**
 * The provider of the serializer {@code java}: the JDK's own serialization, which needs no dependency and reads only
 * declared types.
 *
 * <p>The serializer accepts the types of {@code CommConfig.types(...)} with their component types, arrays of these
 * types, and the value types and collections of the JDK. It rejects all other types by name, before a class is loaded.
 * A JVM-wide filter ({@code jdk.serialFilter}, {@code jdk.serialFilterFactory}) also applies.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class JavaSerializerProvider implements SerializerProvider {
    /** Creates the provider, for the service loader or the configuration. */
    public JavaSerializerProvider() {
        // Nothing to set up.
    }

    /** Returns {@code java}. */
    @Override
    public String name() {
        return "java";
    }

    /**
     * Creates a serializer. It keeps no state between calls, so several threads may use it.
     *
     * <p>Values nest at most 16 levels deep unless the context sets another limit. The limit is never above 64, because
     * the work for nested sets can double with each level.
     *
     * @throws ConfigException if a declared type must never travel (a class loader, a lambda, ...) or is not
     *     serializable
     */
    @Override
    public Serializer create(SerializerContext context) {
        return new JavaSerializer(context);
    }
}
