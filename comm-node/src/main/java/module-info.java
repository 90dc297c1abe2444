/**
 * The compute node: joins a master, takes part in collectives and answers requests.
 *
 * @provides dev.comm.api.spi.RoleProvider the role {@code "node"}
 */
module dev.comm.node {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires org.slf4j;

    exports dev.comm.node;

    provides dev.comm.api.spi.RoleProvider with
            dev.comm.node.NodeRoleProvider;
}
