/**
 * Transport of bytes over TCP sockets. It is polled and has no threads of its own, except for name resolution and TLS
 * handshakes.
 *
 * @provides dev.comm.api.spi.TransportProvider under the name {@code tcp}
 */
module dev.comm.transport.tcp {
    requires transitive dev.comm.api;
    requires static org.apiguardian.api;
    requires jdk.net; // contains the keep-alive options, which are found by name
    requires org.slf4j;

    exports dev.comm.transport.tcp;

    provides dev.comm.api.spi.TransportProvider with
            dev.comm.transport.tcp.TcpTransportProvider;
}
