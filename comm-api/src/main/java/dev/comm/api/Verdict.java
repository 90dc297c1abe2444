package dev.comm.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The agreed result of one collective: equal on every member that has one (B1).
 *
 * <p>Survivors are a fact about the instant of the decision, not about now (B12): a survivor may have died since; the
 * next collective says so.
 *
 * @param epoch the view's number when the instance was decided
 * @param sequence number of the instance in its communicator, from 0
 * @param survivors ranks that had arrived and were connected at the decision
 * @param departures who of the instance's view is gone, by rank, and why
 * @param joined ranks that entered with this instance (only after {@code admit})
 * @param slowest the rank that arrived last, or -1 if nobody had to be waited for
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Verdict(
        long epoch,
        long sequence,
        SortedSet<Integer> survivors,
        Map<Integer, Departure> departures,
        SortedSet<Integer> joined,
        int slowest) {
    /** Keeps unmodifiable copies in rank order. */
    public Verdict {
        survivors = RankSet.copyOf(survivors);
        departures = departures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(departures));
        joined = RankSet.copyOf(joined);
    }

    /** Whether everybody who was in the instance's view survived. */
    public boolean isComplete() {
        return departures.isEmpty();
    }
}
