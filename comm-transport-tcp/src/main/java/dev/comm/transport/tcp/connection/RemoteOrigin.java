package dev.comm.transport.tcp.connection;

import dev.comm.api.spi.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * The source network of a connection, to which limits apply.
 *
 * @param network the address; for IPv6 only the /64 network, because one host may own all addresses of its network
 * @param loopback whether the peer is on this machine
 */
public record RemoteOrigin(Bytes network, boolean loopback) {
    private static final int NETWORK_BYTES = 8;

    static RemoteOrigin of(InetSocketAddress peer) {
        InetAddress address = peer.getAddress();
        byte[] all = address.getAddress();
        byte[] network = Arrays.copyOf(all, Math.min(all.length, NETWORK_BYTES));
        return new RemoteOrigin(Bytes.of(network), address.isLoopbackAddress());
    }
}
