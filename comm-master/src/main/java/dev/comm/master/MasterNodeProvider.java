package dev.comm.master;

import dev.comm.api.CommConfig;
import dev.comm.core.driver.Environment;
import dev.comm.core.role.Role;
import dev.comm.core.role.RoleProvider;
import org.apiguardian.api.API;

/** The provider of the role {@code "master-node"}: a master of requests and tasks, like {@link MasterNode#listen}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MasterNodeProvider implements RoleProvider {
    /** Creates the provider. The service loader calls this constructor. */
    public MasterNodeProvider() {}

    @Override
    public String name() {
        return "master-node";
    }

    @Override
    public Role open(CommConfig config, Environment environment) {
        return MasterNode.open(config, environment);
    }
}
