package dev.comm.serialization.kryo;

import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import org.apiguardian.api.API;

/**
 * The provider of the serializer {@code kryo}: compact bytes by Kryo 5, for declared types only.
 *
 * <p>The serializer accepts the types of {@code CommConfig.types(...)} with their component types, one-dimensional
 * arrays of these types, and the value types and collections of the JDK. Records and enums need no constructor of their
 * own; other classes need a constructor without arguments, of any visibility. A package in a named module must be open
 * to {@code dev.comm.serialization.kryo}.
 *
 * <p>Types have numbers in the order of their declaration, so all members must declare the same types in the same
 * order. The master detects a difference when a node joins. A value is a tree: an object with two references arrives as
 * two objects, and cycles are rejected.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class KryoSerializerProvider implements SerializerProvider {
    /** Creates the provider, for the service loader or the configuration. */
    public KryoSerializerProvider() {
        // Nothing to set up.
    }

    /** Returns {@code kryo}. */
    @Override
    public String name() {
        return "kryo";
    }

    /**
     * Creates a serializer, which several threads may use. Values nest at most 64 levels deep unless the context sets
     * another limit.
     *
     * @throws ConfigException if Comm cannot create a declared type; the message gives the line for a module-info, or
     *     the missing part of the class
     */
    @Override
    public Serializer create(SerializerContext context) {
        return new KryoSerializer(context);
    }
}
