package dev.comm.api.work;

import dev.comm.api.Departure;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/**
 * How a shutdown went (S1): every node was asked, also when others were dead.
 *
 * @param left ranks that said goodbye
 * @param departed who departed otherwise during the shutdown
 * @param unanswered ranks that had not answered at the deadline; their connections were closed
 */
@API(status = API.Status.STABLE, since = "0.1")
public record ShutdownReport(SortedSet<Integer> left, List<Departure> departed, SortedSet<Integer> unanswered) {
    /** Whether every node left in order. */
    public boolean isClean() {
        return departed.isEmpty() && unanswered.isEmpty();
    }
}
