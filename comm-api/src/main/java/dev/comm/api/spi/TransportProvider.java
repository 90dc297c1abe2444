package dev.comm.api.spi;

import dev.comm.api.NamedProvider;
import org.apiguardian.api.API;

/** Opens transports of one kind; {@code "tcp"} is the one that comes with Comm. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TransportProvider extends NamedProvider {
    /** A new transport that owns no thread and has no endpoint yet. */
    Transport open(TransportConfig config);
}
