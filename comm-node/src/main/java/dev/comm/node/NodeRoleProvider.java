package dev.comm.node;

import dev.comm.api.CommConfig;
import dev.comm.core.driver.Environment;
import dev.comm.core.role.Role;
import dev.comm.core.role.RoleProvider;
import org.apiguardian.api.API;

/** The provider of the role {@code "node"}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NodeRoleProvider implements RoleProvider {
    /** Creates the provider. The service loader calls this constructor. */
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
