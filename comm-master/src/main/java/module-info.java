/**
 * The master: registry, collectives, requests and tasks.
 *
 * @provides dev.comm.core.role.RoleProvider the roles {@code "master"} and {@code "master-node"}
 */
module dev.comm.master {
    requires transitive dev.comm.core;
    requires static org.apiguardian.api;

    exports dev.comm.master;

    provides dev.comm.core.role.RoleProvider with
            dev.comm.master.MasterRoleProvider,
            dev.comm.master.MasterNodeProvider;
}
