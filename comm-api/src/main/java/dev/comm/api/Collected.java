package dev.comm.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * The values of a collective by rank. A rank without a value keeps its slot, which is marked (C1).
 *
 * @param <T> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Collected<T> implements Iterable<Answer<T>> {
    private final SortedMap<Integer, Answer<T>> slots;
    private final Verdict verdict;

    /** Creates a result from the slots by rank; they are empty on a rank that receives nothing. */
    public Collected(Map<Integer, Answer<T>> slots, Verdict verdict) {
        this.slots = new TreeMap<>(slots);
        this.verdict = verdict;
    }

    /**
     * Returns the slot of a rank.
     *
     * @throws NoSuchElementException if there is no such rank, or this rank receives nothing
     */
    public Answer<T> at(int rank) {
        Answer<T> slot = slots.get(rank);
        if (slot == null) {
            throw new NoSuchElementException("no slot for rank " + rank + " (slots: " + slots.keySet() + ")");
        }
        return slot;
    }

    /** Returns the present values, in rank order. */
    public List<T> present() {
        List<T> values = new ArrayList<>();
        slots.values().forEach(slot -> {
            if (slot.isPresent()) {
                values.add(slot.value());
            }
        });
        return Collections.unmodifiableList(values);
    }

    /** Returns the ranks without a value. They failed, or they departed in this collective or earlier. */
    public Set<Integer> missing() {
        Set<Integer> ranks = new TreeSet<>();
        slots.values().forEach(slot -> {
            if (!slot.isPresent()) {
                ranks.add(slot.rank());
            }
        });
        return Collections.unmodifiableSet(ranks);
    }

    /** Returns the agreed result. */
    public Verdict verdict() {
        return verdict;
    }

    @Override
    public Iterator<Answer<T>> iterator() {
        return Collections.unmodifiableCollection(slots.values()).iterator();
    }

    @Override
    public String toString() {
        return "Collected[slots=" + slots.values() + ", verdict=" + verdict + "]";
    }
}
