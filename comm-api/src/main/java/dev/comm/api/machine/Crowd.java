package dev.comm.api.machine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Strangers that wait, the oldest first, bounded in all and by origin, so that whoever brings many takes the place of
 * his own. For one thread at a time.
 *
 * @param <T> who waits
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Crowd<T> {
    /**
     * An origin may have this share of all places: with the default of 1,024 that is 128, as many as a host of many
     * cores starts at once. It takes eight to fill the house, and then the one that has most goes on with its own.
     */
    private static final int ORIGIN_SHARE = 8;

    private final int max;
    private final int originMax;
    private final Map<T, Object> all = new LinkedHashMap<>();
    private final Map<Object, Set<T>> byOrigin = new HashMap<>();

    /** Room for so many. */
    public Crowd(int max) {
        this.max = max;
        this.originMax = Math.max(1, max / ORIGIN_SHARE);
    }

    /**
     * Who has to go before another one from there can be added, or null.
     *
     * @param exempt whether this origin may fill all places
     */
    public T surplus(Object origin, boolean exempt) {
        Set<T> own = byOrigin.get(origin);
        if (own != null && own.size() >= originMax && !exempt) {
            return own.iterator().next();
        }
        return all.size() >= max ? oldestOfTheMost() : null;
    }

    /** Of origins with equally many, the one that has waited longest; looks at all, which are few. */
    private T oldestOfTheMost() {
        T found = null;
        int most = 0;
        for (Map.Entry<T, Object> each : all.entrySet()) {
            int count = byOrigin.get(each.getValue()).size();
            if (count > most) {
                found = each.getKey();
                most = count;
            }
        }
        return found;
    }

    /** One comes. */
    public void add(T one, Object origin) {
        all.put(one, origin);
        byOrigin.computeIfAbsent(origin, any -> new LinkedHashSet<>()).add(one);
    }

    /** The one that came first, or null. */
    public T oldest() {
        return all.isEmpty() ? null : all.keySet().iterator().next();
    }

    /** Forgets one; nothing happens if it is unknown. */
    public void remove(T one) {
        Object origin = all.remove(one);
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
    public int ofSameOrigin(T one) {
        return byOrigin.get(all.get(one)).size();
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }

    /** From how many origins they are. */
    public int origins() {
        return byOrigin.size();
    }
}
