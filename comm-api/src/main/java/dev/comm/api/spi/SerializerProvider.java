package dev.comm.api.spi;

import dev.comm.api.NamedProvider;
import org.apiguardian.api.API;

/** A plug-in that creates serializers of one kind. Comm includes {@code "java"} and {@code "kryo"}. */
@API(status = API.Status.STABLE, since = "0.1")
public interface SerializerProvider extends NamedProvider {
    /** Creates a serializer for one process. */
    Serializer create(SerializerContext context);
}
