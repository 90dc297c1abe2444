package dev.comm.master.machine;

import dev.comm.api.machine.Crowd;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of strangers, found by endpoint, and bounded as a crowd: a handshake takes one round trip and the
 * transport accepts no faster than all places fill in a quarter of a second, so others come in before they are the
 * oldest.
 */
final class Waiting {
    private final Map<Integer, Handshake> byEndpoint = new HashMap<>();
    private final Crowd<Handshake> crowd;

    Waiting(int max) {
        crowd = new Crowd<>(max);
    }

    /** Of an endpoint, or null. */
    Handshake find(int endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** Who has to go before another of this address can be added, or null. */
    Handshake surplus(String address) {
        return crowd.surplus(address, Origin.isLoopback(address));
    }

    void add(Handshake handshake) {
        byEndpoint.put(handshake.endpoint(), handshake);
        crowd.add(handshake, handshake.address());
    }

    void remove(Handshake handshake) {
        byEndpoint.remove(handshake.endpoint());
        crowd.remove(handshake);
    }

    /** The one that came first, or null. */
    Handshake oldest() {
        return crowd.oldest();
    }

    /** How many there are. */
    int size() {
        return crowd.size();
    }

    /** How many addresses they have. */
    int addresses() {
        return crowd.origins();
    }
}
