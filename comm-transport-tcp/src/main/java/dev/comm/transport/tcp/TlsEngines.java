package dev.comm.transport.tcp;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;

/** Makes the engine of each encrypted connection; each call may use newer certificates. */
interface TlsEngines {
    /** For an accepted connection. */
    SSLEngine server();

    /**
     * For a connection to that address.
     *
     * @param target with the host name that the certificate has to bear
     */
    SSLEngine client(InetSocketAddress target);
}
