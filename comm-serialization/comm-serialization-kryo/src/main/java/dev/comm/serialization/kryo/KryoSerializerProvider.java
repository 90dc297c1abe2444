package dev.comm.serialization.kryo;

import dev.comm.api.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import org.apiguardian.api.API;

/**
 * Provides the serializer {@code kryo}: compact bytes by Kryo 5, for the declared types alone.
 *
 * <p>What may travel: the types given to {@code CommConfig.types(...)} with what they consist of and one-dimensional
 * arrays of them, and the value types and collections of the JDK. Records and enums need nothing more; another class
 * needs a constructor without arguments, of any visibility. In a named module the package has to be open to
 * {@code dev.comm.serialization.kryo}.
 *
 * <p>Types have numbers in the order of their declaration, so all members declare the same types in the same order; a
 * difference is found when a node joins. A value is a tree: objects that are referred to twice arrive as two, and
 * cycles are refused.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class KryoSerializerProvider implements SerializerProvider {
    /** For service loading; an instance may also be given to the configuration. */
    public KryoSerializerProvider() {
        // Nothing to set up.
    }

    /** Always {@code kryo}. */
    @Override
    public String name() {
        return "kryo";
    }

    /**
     * A new serializer that may be used by several threads. Values nest at most 64 levels deep unless the context says
     * otherwise.
     *
     * @throws ConfigException if a declared type cannot be built; the message says which line to add to which
     *     module-info, or what the class lacks
     */
    @Override
    public Serializer create(SerializerContext context) {
        return new KryoSerializer(context);
    }
}
