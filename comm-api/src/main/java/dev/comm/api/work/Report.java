package dev.comm.api.work;

import dev.comm.api.Departure;
import dev.comm.api.RunId;
import dev.comm.api.error.PlainText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The report of the master on the run up to the present.
 *
 * @param runId the run
 * @param term the master's incarnation
 * @param size number of rank slots, rank 0 included
 * @param epoch number of the present view
 * @param age time since the master started
 * @param joined new members in order, at most the first 65,536
 * @param departed departures in order, at most the first 65,536
 * @param decisions number of collectives by outcome
 * @param strangers number of connections that the master rejected or that never became a member
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

    /** Returns the unplanned departures, which have any cause except LEFT and EXPIRED. */
    public List<Departed> lost() {
        return departed.stream()
                .filter(one -> !one.departure().cause().isPlanned())
                .toList();
    }

    /**
     * The record of a process that became a member.
     *
     * @param after time since the master started
     */
    public record Joined(int rank, long incarnation, String host, Duration after) {
        /** Shows control and format characters of the host escaped, because another process reported it. */
        @Override
        public String toString() {
            return "Joined[rank=" + rank + ", incarnation=" + incarnation + ", host=" + PlainText.of(host) + ", after="
                    + after + "]";
        }
    }

    /**
     * The record of a member that departed.
     *
     * @param after time since the master started
     */
    public record Departed(Departure departure, Duration after) {}
}
