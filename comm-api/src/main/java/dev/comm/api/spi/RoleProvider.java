package dev.comm.api.spi;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import org.apiguardian.api.API;

/** Runs one side of the protocol; {@code "master"} and {@code "node"} come with Comm. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RoleProvider extends NamedProvider {
    /**
     * Starts the role and waits until it is ready: a master listens, a node is registered.
     *
     * @throws dev.comm.api.CommException if the role cannot start
     */
    Role open(CommConfig config, Environment environment);
}
