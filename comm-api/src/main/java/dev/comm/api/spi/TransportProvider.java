package dev.comm.api.spi;

import dev.comm.api.NamedProvider;
import org.apiguardian.api.API;

/** A plug-in that opens transports of one kind. Comm includes {@code "tcp"}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TransportProvider extends NamedProvider {
    /** Opens a transport, which owns no thread and has no endpoint yet. */
    Transport open(TransportConfig config);
}
