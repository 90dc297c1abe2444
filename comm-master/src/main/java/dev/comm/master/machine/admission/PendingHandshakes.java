package dev.comm.master.machine.admission;

import dev.comm.api.spi.OriginQuota;
import dev.comm.master.machine.membership.Origin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The connections that are not registered yet, by endpoint. The unauthenticated ones are in a bounded queue. The
 * transport needs at least a quarter of a second to fill the queue, and a handshake takes one round trip. So an honest
 * node finishes its handshake before it is the oldest in the queue. Accepted connections leave the queue; the limit of
 * members bounds their number.
 */
final class PendingHandshakes {
    private final Map<Integer, Handshake> byEndpoint = new HashMap<>();
    private final OriginQuota<Handshake> strangers;
    private final Set<Handshake> accepted = new LinkedHashSet<>();

    PendingHandshakes(int max) {
        strangers = new OriginQuota<>(max);
    }

    /** Returns the handshake of an endpoint, or null. */
    Handshake find(int endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** Returns the handshake that must be closed before another one of this address can be added, or null. */
    Handshake surplus(String address) {
        return strangers.surplus(address, Origin.isLoopback(address));
    }

    void add(Handshake handshake) {
        byEndpoint.put(handshake.endpoint(), handshake);
        strangers.add(handshake, handshake.address());
    }

    /** Removes an accepted handshake from the queue. It has a new deadline from now on. */
    void accept(Handshake handshake) {
        strangers.remove(handshake);
        accepted.add(handshake);
    }

    void remove(Handshake handshake) {
        byEndpoint.remove(handshake.endpoint());
        strangers.remove(handshake);
        accepted.remove(handshake);
    }

    /** Returns the handshake with the earliest deadline, or null. */
    Handshake oldest() {
        Handshake stranger = strangers.oldest();
        if (accepted.isEmpty()) {
            return stranger;
        }
        Handshake first = accepted.iterator().next();
        return stranger == null || first.deadlineNanos() < stranger.deadlineNanos() ? first : stranger;
    }

    /** Returns the number of handshakes. */
    int size() {
        return strangers.size() + accepted.size();
    }

    /** Returns the number of accepted handshakes. */
    int accepted() {
        return accepted.size();
    }

    /** Returns the number of addresses with an unauthenticated handshake. */
    int addresses() {
        return strangers.origins();
    }
}
