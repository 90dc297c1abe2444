package dev.comm.api.work;

import dev.comm.api.Departure;
import dev.comm.api.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What happened in a run so far, as its master saw it.
 *
 * @param runId the run
 * @param term the master's incarnation
 * @param size number of rank slots, rank 0 included
 * @param epoch number of the present view
 * @param age time since the master started
 * @param joined who became a member, in order; the first 65,536
 * @param departed who departed, in order; the first 65,536
 * @param decisions how many collectives ended with each outcome
 * @param strangers connections that were refused or never became a member
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Report(
        RunId runId,
        long term,
        int size,
        long epoch,
        Duration age,
        List<Joined> joined,
        List<Departed> departed,
        Map<String, Long> decisions,
        long strangers) {
    /** Copies the lists. */
    public Report {
        joined = List.copyOf(joined);
        departed = List.copyOf(departed);
    }

    /** Who departed without meaning to: everything but LEFT and EXPIRED. */
    public List<Departed> lost() {
        return departed.stream()
                .filter(one -> !one.departure().cause().isPlanned())
                .toList();
    }

    /**
     * A process became a member.
     *
     * @param after time since the master started
     */
    public record Joined(int rank, long incarnation, String host, Duration after) {}

    /**
     * A member departed.
     *
     * @param after time since the master started
     */
    public record Departed(Departure departure, Duration after) {}
}
