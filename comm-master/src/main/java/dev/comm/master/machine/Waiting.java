package dev.comm.master.machine;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connections of strangers, the oldest first, in all and by address: bounded in both ways, so that whoever opens
 * many takes the place of his own.
 */
final class Waiting {
    /**
     * An address may have this share of all places: with the default of 1,024 that is 128, as many as a host of many
     * cores starts at once. It takes eight addresses to crowd others out; and others come in before they are the
     * oldest, since a handshake takes one round trip and the transport accepts no faster than all places fill in a
     * quarter of a second.
     */
    private static final int ADDRESS_SHARE = 8;

    private final int max;
    private final int addressMax;
    private final Map<Integer, Handshake> all = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Handshake>> byAddress = new HashMap<>();

    Waiting(int max) {
        this.max = max;
        this.addressMax = Math.max(1, max / ADDRESS_SHARE);
    }

    /** Of an endpoint, or null. */
    Handshake find(int endpoint) {
        return all.get(endpoint);
    }

    /** Who has to go before another of this address can be added, or null. */
    Handshake surplus(String address) {
        Map<Integer, Handshake> own = byAddress.get(address);
        if (own != null && own.size() >= addressMax && !Origin.isLoopback(address)) {
            return own.values().iterator().next();
        }
        return all.size() >= max ? oldest() : null;
    }

    void add(Handshake handshake) {
        all.put(handshake.endpoint(), handshake);
        byAddress
                .computeIfAbsent(handshake.address(), any -> new LinkedHashMap<>())
                .put(handshake.endpoint(), handshake);
    }

    void remove(Handshake handshake) {
        all.remove(handshake.endpoint());
        Map<Integer, Handshake> own = byAddress.get(handshake.address());
        if (own != null) {
            own.remove(handshake.endpoint());
            if (own.isEmpty()) {
                byAddress.remove(handshake.address());
            }
        }
    }

    /** The one that came first, or null. */
    Handshake oldest() {
        Iterator<Handshake> first = all.values().iterator();
        return first.hasNext() ? first.next() : null;
    }

    /** How many there are. */
    int size() {
        return all.size();
    }

    /** How many addresses they have. */
    int addresses() {
        return byAddress.size();
    }
}
