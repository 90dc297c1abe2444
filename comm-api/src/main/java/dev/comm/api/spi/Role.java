package dev.comm.api.spi;

import dev.comm.api.Communicator;
import org.apiguardian.api.API;

/** A running side of the protocol. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Role extends AutoCloseable {
    /** The communicator of all members. */
    Communicator communicator();

    /** Leaves in order, within the configured time; idempotent. */
    @Override
    void close();
}
