package dev.comm.api.work;

import dev.comm.api.Departure;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/**
 * The result of a shutdown (S1). The master sends the request to every node, even if other nodes are dead.
 *
 * @param left ranks that left in response to the request
 * @param departed other departures during the shutdown
 * @param unanswered ranks that had not left at the deadline; the master closed their connections
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ShutdownReport(SortedSet<Integer> left, List<Departure> departed, SortedSet<Integer> unanswered) {
    /** Returns whether every node left in response to the request. */
    public boolean isClean() {
        return departed.isEmpty() && unanswered.isEmpty();
    }
}
