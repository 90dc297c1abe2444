/** The compute node: joins a master, takes part in collectives and answers requests. */
module dev.comm.node {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires org.slf4j;
}
