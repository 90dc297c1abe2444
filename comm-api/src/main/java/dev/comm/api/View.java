package dev.comm.api;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The living members as of one epoch.
 *
 * @param term the master's incarnation; a new master has a greater one
 * @param epoch number of this view; only the master issues epochs, and they only grow (B8)
 * @param members the living members by rank
 */
@API(status = API.Status.STABLE, since = "0.1")
public record View(long term, long epoch, SortedMap<Integer, Member> members) {
    /** Makes an unmodifiable copy. */
    public View {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /**
     * Returns whether this view is older than the other view. The terms decide; if the terms are equal, the epochs
     * decide.
     */
    public boolean isOlderThan(View other) {
        return term != other.term ? term < other.term : epoch < other.epoch;
    }
}
