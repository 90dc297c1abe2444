package dev.comm.api.work;

import dev.comm.api.error.PlainText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A compute node as the master knows it.
 *
 * @param rank rank of the node
 * @param incarnation incarnation of the node; a process that joins again has another incarnation
 * @param host host name of the node, for display only
 * @param startMillis wall clock at the start of the node, for display only
 * @param remainingLiveTime remaining live time of the node, or null for no limit
 * @param labels labels of the node
 * @param slots number of requests that the node works on concurrently
 * @param serving names of the handlers that the node serves; empty while the node does not serve
 * @param state state of the node
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
        /** The master received data from the node within the suspect timeout. */
        ALIVE,
        /** The node has been silent for the suspect timeout, but stays a member. */
        SUSPECT,
        /** The live time of the node ends soon, so the node receives no new work. */
        DRAINING,
        /**
         * Each slot of the node runs a handler that did not end at its timeout or cancellation. The node receives no
         * new tasks until one of these handlers ends or the node gives up a slot.
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
