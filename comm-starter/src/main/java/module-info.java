/**
 * Comm in one line: programs on every rank, masters with tasks and compute nodes, over TCP with Java serialization.
 *
 * <p>It has no code of its own. {@code requires dev.comm} reads the modules below, and they are on the module path.
 */
module dev.comm {
    requires transitive dev.comm.api;
    requires transitive dev.comm.cluster;
    requires transitive dev.comm.core;
    requires transitive dev.comm.master;
    requires transitive dev.comm.node;
    requires transitive dev.comm.serialization.java;
    requires transitive dev.comm.transport.tcp;
}
