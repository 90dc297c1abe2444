package dev.comm.api.spi;

import java.net.SocketAddress;
import org.apiguardian.api.API;

/**
 * The peer of a connection, as far as the transport knows it.
 *
 * @param address address of the peer
 * @param accepted true if the peer opened the connection
 * @param binding channel binding of an encrypted connection, equal at both ends (RFC 5929,
 *     {@code tls-server-end-point}); empty without encryption. The proofs of the handshake cover the binding
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Peer(SocketAddress address, boolean accepted, Bytes binding) {
    /** Creates the peer of an unencrypted connection. */
    public static Peer plain(SocketAddress address, boolean accepted) {
        return new Peer(address, accepted, Bytes.EMPTY);
    }
}
