package dev.comm.transport.tcp;

import dev.comm.api.frame.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Where a connection comes from, as far as limits are concerned.
 *
 * @param network the address; of IPv6 only the network (/64), since whoever has one has all its addresses
 * @param loopback whether it is this machine
 */
record Origin(Bytes network, boolean loopback) {
    private static final int NETWORK_BYTES = 8;

    static Origin of(InetSocketAddress peer) {
        InetAddress address = peer.getAddress();
        byte[] all = address.getAddress();
        byte[] network = Arrays.copyOf(all, Math.min(all.length, NETWORK_BYTES));
        return new Origin(Bytes.of(network), address.isLoopbackAddress());
    }
}
