package dev.comm.core.role;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.core.driver.Environment;
import org.apiguardian.api.API;

/** A plug-in that starts a role of the protocol. Comm includes {@code "master"} and {@code "node"}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface RoleProvider extends NamedProvider {
    /**
     * Starts the role and waits until the master listens or the node is registered.
     *
     * @throws dev.comm.api.error.CommException if the role cannot start
     */
    Role open(CommConfig config, Environment environment);
}
