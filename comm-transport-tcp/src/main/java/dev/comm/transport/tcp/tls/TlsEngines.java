package dev.comm.transport.tcp.tls;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;

/** The source of an {@code SSLEngine} for each encrypted connection. Each call may use newer certificates. */
public interface TlsEngines {
    /** Creates the engine of an accepted connection. */
    SSLEngine server();

    /**
     * Creates the engine of a connection to this address.
     *
     * @param target the address, with the host name that the certificate must contain
     */
    SSLEngine client(InetSocketAddress target);
}
