/** Bytes over TCP sockets: polled, without threads of its own. */
module dev.comm.transport.tcp {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires org.slf4j;
}
