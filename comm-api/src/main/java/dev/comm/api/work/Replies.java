package dev.comm.api.work;

import dev.comm.api.Answer;
import java.util.Collections;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The answers to a request in rank order, one for each node that lived when the master sent the request.
 *
 * @param all the answers by rank
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Replies<O>(SortedMap<Integer, Answer<O>> all) implements Iterable<Answer<O>> {
    /** Keeps an unmodifiable copy. */
    public Replies {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    @Override
    public Iterator<Answer<O>> iterator() {
        return all.values().iterator();
    }
}
