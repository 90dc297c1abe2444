package dev.comm.master.machine.admission;

import dev.comm.api.spi.OriginQuota;
import dev.comm.master.machine.membership.Origin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The connections that are not registered, by endpoint. The unauthenticated ones are in a bounded queue. The transport
 * needs at least a quarter of a second to fill the queue, and a handshake takes one round trip. So honest nodes finish
 * before they are the oldest. Accepted ones leave the queue; the limit of members bounds them.
 */
final class PendingHandshakes {
    private final Map<Integer, Handshake> byEndpoint = new HashMap<>();
    private final OriginQuota<Handshake> strangers;
    private final Set<Handshake> accepted = new LinkedHashSet<>();

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

    /** Takes an accepted handshake, which has a new deadline, out of the queue. */
    void accept(Handshake handshake) {
        strangers.remove(handshake);
        accepted.add(handshake);
    }

    void remove(Handshake handshake) {
        byEndpoint.remove(handshake.endpoint());
        strangers.remove(handshake);
        accepted.remove(handshake);
    }

    /** The handshake with the earliest deadline, or null. */
    Handshake oldest() {
        Handshake stranger = strangers.oldest();
        if (accepted.isEmpty()) {
            return stranger;
        }
        Handshake first = accepted.iterator().next();
        return stranger == null || first.deadlineNanos() < stranger.deadlineNanos() ? first : stranger;
    }

    /** The number of handshakes. */
    int size() {
        return strangers.size() + accepted.size();
    }

    /** The number of accepted handshakes. */
    int accepted() {
        return accepted.size();
    }

    /** The number of their addresses. */
    int addresses() {
        return strangers.origins();
    }
}
