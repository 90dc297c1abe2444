package dev.comm.transport.tcp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Strangers that wait, the oldest first, bounded in all and by address, so that whoever brings many takes the place of
 * his own.
 *
 * @param <T> who waits
 */
final class Crowd<T> {
    /** An address may have this share of all places, so that it takes eight of them to fill the house. */
    private static final int ADDRESS_SHARE = 8;

    private final int max;
    private final int addressMax;
    private final Map<T, Origin> all = new LinkedHashMap<>();
    private final Map<Origin, Set<T>> byOrigin = new HashMap<>();

    Crowd(int max) {
        this.max = max;
        this.addressMax = Math.max(1, max / ADDRESS_SHARE);
    }

    /** Who has to go before another one from there can be added, or null. */
    T surplus(Origin origin) {
        Set<T> own = byOrigin.get(origin);
        if (own != null && own.size() >= addressMax && !origin.loopback()) {
            return own.iterator().next();
        }
        return all.size() >= max ? oldestOfTheMost() : null;
    }

    /** Of addresses with equally many, the one that has waited longest; looks at all, which are few. */
    private T oldestOfTheMost() {
        T found = null;
        int most = 0;
        for (Map.Entry<T, Origin> each : all.entrySet()) {
            int count = byOrigin.get(each.getValue()).size();
            if (count > most) {
                found = each.getKey();
                most = count;
            }
        }
        return found;
    }

    void add(T one, Origin origin) {
        all.put(one, origin);
        byOrigin.computeIfAbsent(origin, any -> new LinkedHashSet<>()).add(one);
    }

    /** Forgets one; nothing happens if it is unknown. */
    void remove(T one) {
        Origin origin = all.remove(one);
        if (origin == null) {
            return;
        }
        Set<T> own = byOrigin.get(origin);
        own.remove(one);
        if (own.isEmpty()) {
            byOrigin.remove(origin);
        }
    }

    /** How many wait that came from where this one did, with itself. */
    int ofSameOrigin(T one) {
        return byOrigin.get(all.get(one)).size();
    }

    /** How many there are. */
    int size() {
        return all.size();
    }

    /** From how many addresses they are. */
    int origins() {
        return byOrigin.size();
    }
}
