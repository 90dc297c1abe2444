package dev.comm.master.machine.admission;

import dev.comm.api.spi.OriginQuota;
import dev.comm.master.machine.membership.Origin;
import java.util.HashMap;
import java.util.Map;

/**
 * The unauthenticated connections by endpoint, in a bounded queue. The transport needs at least a quarter of a second
 * to fill the queue, and a handshake takes one round trip, so honest nodes finish before they are the oldest.
 */
final class PendingHandshakes {
    private final Map<Integer, Handshake> byEndpoint = new HashMap<>();
    private final OriginQuota<Handshake> strangers;

    PendingHandshakes(int max) {
        strangers = new OriginQuota<>(max);
    }

    /** The handshake of an endpoint, or null. */
    Handshake find(int endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** The handshake to close before another one of this address can be added, or null. */
    Handshake surplus(String address) {
        return strangers.surplus(address, Origin.isLoopback(address));
    }

    void add(Handshake handshake) {
        byEndpoint.put(handshake.endpoint(), handshake);
        strangers.add(handshake, handshake.address());
    }

    void remove(Handshake handshake) {
        byEndpoint.remove(handshake.endpoint());
        strangers.remove(handshake);
    }

    /** The oldest handshake, or null. */
    Handshake oldest() {
        return strangers.oldest();
    }

    /** The number of handshakes. */
    int size() {
        return strangers.size();
    }

    /** The number of their addresses. */
    int addresses() {
        return strangers.origins();
    }
}
