/**
 * The master: registry, collectives, requests and tasks.
 *
 * @provides dev.comm.api.spi.RoleProvider the roles {@code "master"} and {@code "master-node"}
 */
module dev.comm.master {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;

    exports dev.comm.master;

    provides dev.comm.api.spi.RoleProvider with
            dev.comm.master.MasterRoleProvider,
            dev.comm.master.MasterNodeProvider;
}
