package dev.comm.api.spi;

import dev.comm.api.frame.Bytes;
import java.net.SocketAddress;
import org.apiguardian.api.API;

/**
 * Who is at the other end of a connection, as far as the transport knows.
 *
 * @param address where it is
 * @param accepted true if the peer connected to us
 * @param binding what both ends of an encrypted channel know and nobody between them can forge, equal at both ends (RFC
 *     5929, {@code tls-server-end-point}); empty without encryption. The proofs of the handshake cover it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Peer(SocketAddress address, boolean accepted, Bytes binding) {
    /** A peer on a connection that is not encrypted. */
    public static Peer plain(SocketAddress address, boolean accepted) {
        return new Peer(address, accepted, Bytes.EMPTY);
    }
}
