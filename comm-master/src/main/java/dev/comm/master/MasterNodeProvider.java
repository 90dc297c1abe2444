package dev.comm.master;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Environment;
import dev.comm.api.spi.Role;
import dev.comm.api.spi.RoleProvider;
import org.apiguardian.api.API;

/** Provides the role {@code "master-node"}: a master of requests and tasks, like {@link MasterNode#listen}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MasterNodeProvider implements RoleProvider {
    /** Creates the provider; for the service loader. */
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
