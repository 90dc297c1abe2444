package dev.comm.master;

import dev.comm.api.CommConfig;
import dev.comm.api.error.ConfigException;
import dev.comm.core.driver.Environment;
import dev.comm.core.role.Role;
import dev.comm.core.role.RoleProvider;
import dev.comm.master.machine.membership.TeamKind;
import org.apiguardian.api.API;

/**
 * The provider of the role {@code "master"}: rank 0 of one program on all ranks. The role opens when the start policy
 * is met.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MasterRoleProvider implements RoleProvider {
    /** Creates the provider. The service loader calls this constructor. */
    public MasterRoleProvider() {}

    @Override
    public String name() {
        return "master";
    }

    @Override
    public Role open(CommConfig config, Environment environment) {
        if (config.size() < 1) {
            throw new ConfigException("set size (COMM_SIZE): rank 0 must know how many ranks it waits for;"
                    + " for a master that admits nodes at any time, use MasterNode.listen");
        }
        return MasterBootstrap.open(TeamKind.SPMD, config, environment);
    }
}
