package dev.comm.node;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Environment;
import dev.comm.api.spi.Role;
import dev.comm.api.spi.RoleProvider;
import org.apiguardian.api.API;

/** Provides the role {@code "node"}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NodeRoleProvider implements RoleProvider {
    /** Creates the provider; for the service loader. */
    public NodeRoleProvider() {}

    @Override
    public String name() {
        return "node";
    }

    @Override
    public Role open(CommConfig config, Environment environment) {
        return ComputeNode.open(config, environment);
    }
}
