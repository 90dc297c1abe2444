package dev.comm.transport.tcp.tls;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;

/** Creates an {@code SSLEngine} for each encrypted connection; each call may use newer certificates. */
public interface TlsEngines {
    /** Creates the engine of an accepted connection. */
    SSLEngine server();

    /**
     * Creates the engine of a connection to this address.
     *
     * @param target with the host name that the certificate has to contain
     */
    SSLEngine client(InetSocketAddress target);
}
