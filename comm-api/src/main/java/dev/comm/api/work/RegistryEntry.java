package dev.comm.api.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A compute node as the master knows it.
 *
 * @param rank its rank
 * @param incarnation this life of the node; a process that comes back has another
 * @param host its host name, for people only
 * @param startMillis wall clock at its start, for people only
 * @param remainingLiveTime how long it still offers to work, or null without limit
 * @param labels what it announced
 * @param slots requests it works on at once
 * @param serving names of the handlers it serves; empty while it does not serve
 * @param state how it fares
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
    /** How a node fares. */
    public enum State {
        /** Heard of lately. */
        ALIVE,
        /** Silent for the suspect time; nothing is decided. */
        SUSPECT,
        /** Its live time ends soon: it gets no new work. */
        DRAINING
    }
}
