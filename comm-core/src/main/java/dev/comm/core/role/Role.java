package dev.comm.core.role;

import dev.comm.api.Communicator;
import org.apiguardian.api.API;

/** A running role of the protocol, which is master or node. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Role extends AutoCloseable {
    /** Returns the communicator of all members. */
    Communicator communicator();

    /** Leaves the run within the configured time. Idempotent. */
    @Override
    void close();
}
