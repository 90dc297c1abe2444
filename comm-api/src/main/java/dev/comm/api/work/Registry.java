package dev.comm.api.work;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The compute nodes that live at one instant.
 *
 * @param entries the nodes by rank
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Registry(SortedMap<Integer, RegistryEntry> entries) {
    /** Makes an unmodifiable copy. */
    public Registry {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Returns the number of living nodes. */
    public int size() {
        return entries.size();
    }
}
