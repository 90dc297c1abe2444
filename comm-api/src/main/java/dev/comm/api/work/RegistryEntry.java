package dev.comm.api.work;

import dev.comm.api.error.PlainText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A compute node as the master knows it.
 *
 * @param rank its rank
 * @param incarnation incarnation of the node; a process that joins again has another
 * @param host its host name, for display only
 * @param startMillis wall clock at its start, for display only
 * @param remainingLiveTime its remaining live time, or null without limit
 * @param labels its labels
 * @param slots how many requests it works on concurrently
 * @param serving names of the handlers it serves; empty while it does not serve
 * @param state its state
 */
@API(status = API.Status.STABLE, since = "0.1")
public record RegistryEntry(
        int rank,
        long incarnation,
        String host,
        long startMillis,
        Duration remainingLiveTime,
        List<String> labels,
        int slots,
        Set<String> serving,
        State state) {
    /** The state of a node. */
    public enum State {
        /** The master received a sign of life within the suspect timeout. */
        ALIVE,
        /** Silent for the suspect timeout; the node stays a member. */
        SUSPECT,
        /** Its live time ends soon: it receives no new work. */
        DRAINING,
        /**
         * Each of its slots runs a handler that did not end at its timeout or cancellation. It receives no new tasks
         * until one of them ends or the node gives one up.
         */
        STUCK
    }

    /** Shows control and format characters of host, labels and names escaped, because the node reported them. */
    @Override
    public String toString() {
        return "RegistryEntry[rank=" + rank
                + ", incarnation=" + incarnation
                + ", host=" + PlainText.of(host)
                + ", startMillis=" + startMillis
                + ", remainingLiveTime=" + remainingLiveTime
                + ", labels=" + PlainText.of(String.valueOf(labels))
                + ", slots=" + slots
                + ", serving=" + PlainText.of(String.valueOf(serving))
                + ", state=" + state
                + "]";
    }
}
