/**
 * The compute node: joins a master, takes part in collectives and answers requests.
 *
 * @provides dev.comm.core.role.RoleProvider the role {@code "node"}
 */
module dev.comm.node {
    requires transitive dev.comm.core;
    requires static org.apiguardian.api;
    requires org.slf4j;

    exports dev.comm.node;

    provides dev.comm.core.role.RoleProvider with
            dev.comm.node.NodeRoleProvider;
}
