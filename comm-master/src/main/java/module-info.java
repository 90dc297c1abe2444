/** The master: registry, collectives, requests and tasks. */
module dev.comm.master {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires org.slf4j;
}
