package dev.comm.api.spi;

import dev.comm.api.NamedProvider;
import org.apiguardian.api.API;

/** Creates serializers of one kind; {@code "java"} and {@code "kryo"} come with Comm. */
@API(status = API.Status.STABLE, since = "0.1")
public interface SerializerProvider extends NamedProvider {
    /** A new serializer for one process. */
    Serializer create(SerializerContext context);
}
