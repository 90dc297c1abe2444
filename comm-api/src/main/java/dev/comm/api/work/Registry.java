package dev.comm.api.work;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The living compute nodes, as of one instant.
 *
 * @param entries by rank
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Registry(SortedMap<Integer, RegistryEntry> entries) {
    /** Makes an unmodifiable copy. */
    public Registry {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Number of living nodes. */
    public int size() {
        return entries.size();
    }
}
