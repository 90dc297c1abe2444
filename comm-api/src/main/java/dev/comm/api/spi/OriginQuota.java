package dev.comm.api.spi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A bounded queue of unauthenticated connections, oldest first, with a quota for each origin (source address). An
 * origin that exceeds its quota loses its own oldest entry. For one thread at a time.
 *
 * @param <T> type of the entries
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OriginQuota<T> {
    /**
     * The quota of an origin is the size divided by this number. With the default size of 1,024 the quota is 128
     * entries. A host with many cores starts as many processes at once. Eight origins fill the queue. In a full queue,
     * the origin with the most entries loses its oldest one.
     */
    private static final int ORIGIN_SHARE = 8;

    private final int max;
    private final int originMax;
    private final Map<T, Object> all = new LinkedHashMap<>();
    private final Map<Object, Set<T>> byOrigin = new HashMap<>();

    /** Creates a queue for the given number of entries. */
    public OriginQuota(int max) {
        this.max = max;
        this.originMax = Math.max(1, max / ORIGIN_SHARE);
    }

    /**
     * Returns the entry to evict before another entry of this origin can be added, or null if there is space.
     *
     * @param exempt whether the quota does not apply to this origin
     */
    public T surplus(Object origin, boolean exempt) {
        Set<T> own = byOrigin.get(origin);
        if (own != null && own.size() >= originMax && !exempt) {
            return own.iterator().next();
        }
        return all.size() >= max ? oldestOfTheMost() : null;
    }

    /** Returns the oldest entry of the origin with the most entries. The search covers all entries. */
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

    /** Adds an entry. */
    public void add(T one, Object origin) {
        all.put(one, origin);
        byOrigin.computeIfAbsent(origin, any -> new LinkedHashSet<>()).add(one);
    }

    /** Returns the oldest entry, or null. */
    public T oldest() {
        return all.isEmpty() ? null : all.keySet().iterator().next();
    }

    /** Removes an entry. The call has no effect for an unknown entry. */
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

    /** Returns the number of entries with the origin of this entry, itself included. */
    public int ofSameOrigin(T one) {
        return byOrigin.get(all.get(one)).size();
    }

    /** Returns the number of entries. */
    public int size() {
        return all.size();
    }

    /** Returns the number of origins. */
    public int origins() {
        return byOrigin.size();
    }
}
