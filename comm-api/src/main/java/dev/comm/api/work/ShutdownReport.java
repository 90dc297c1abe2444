package dev.comm.api.work;

import dev.comm.api.Departure;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/**
 * The result of a shutdown (S1). The master asks every node, even if others are dead.
 *
 * @param left ranks that left in response
 * @param departed other departures during the shutdown
 * @param unanswered ranks that had not left at the deadline; the master closed their connections
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ShutdownReport(SortedSet<Integer> left, List<Departure> departed, SortedSet<Integer> unanswered) {
    /** Whether every node left in response. */
    public boolean isClean() {
        return departed.isEmpty() && unanswered.isEmpty();
    }
}
