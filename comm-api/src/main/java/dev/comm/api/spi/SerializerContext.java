package dev.comm.api.spi;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a serializer may read and write.
 *
 * @param types the types the user declared, in the user's order; they are the allow-list, everything else is refused
 * @param loader finds classes by name; never null
 * @param payloadBytesMax largest payload that is decoded
 * @param depthMax deepest nesting of objects
 */
@API(status = API.Status.STABLE, since = "0.1")
public record SerializerContext(List<Class<?>> types, ClassLoader loader, long payloadBytesMax, int depthMax) {
    /** Keeps an unmodifiable copy of the types. */
    public SerializerContext {
        types = List.copyOf(types);
        Objects.requireNonNull(loader, "loader");
    }
}
