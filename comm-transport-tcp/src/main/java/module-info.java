/**
 * Bytes over TCP sockets: polled, without threads of its own.
 *
 * @provides dev.comm.api.spi.TransportProvider under the name {@code tcp}
 */
module dev.comm.transport.tcp {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires jdk.net; // has the times of keep-alive, which are found by name
    requires org.slf4j;

    exports dev.comm.transport.tcp;

    provides dev.comm.api.spi.TransportProvider with
            dev.comm.transport.tcp.TcpTransportProvider;
}
