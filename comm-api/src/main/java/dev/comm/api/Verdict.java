package dev.comm.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The agreed result of one collective. Every member that gets a verdict gets the same verdict (B1).
 *
 * <p>The survivors describe the instant of the decision, not the present (B12). A survivor may have died since then.
 *
 * <p>The view of a collective begins with the first arrival at the master. A member that departs between two
 * collectives is therefore in neither of them: the later verdict misses it in its survivors and does not list its
 * departure. To notice every loss, compare the survivors with those of the earlier verdict, or listen to membership
 * events.
 *
 * @param epoch number of the view at the decision
 * @param sequence number of the instance in its communicator, from 0
 * @param survivors ranks that had arrived and were connected at the decision
 * @param departures members of the collective's view that departed, by rank, with their causes
 * @param joined ranks that this collective admitted (only after {@code admit})
 * @param slowest the rank that arrived last, or -1 if no rank had to wait
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Verdict(
        long epoch,
        long sequence,
        SortedSet<Integer> survivors,
        Map<Integer, Departure> departures,
        SortedSet<Integer> joined,
        int slowest) {
    /** Makes unmodifiable copies in rank order. */
    public Verdict {
        survivors = RankSet.copyOf(survivors);
        departures = departures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(departures));
        joined = RankSet.copyOf(joined);
    }

    /**
     * Returns whether every member of the collective's view survived. A member that departed before the first arrival
     * is not in that view.
     */
    public boolean isComplete() {
        return departures.isEmpty();
    }
}
