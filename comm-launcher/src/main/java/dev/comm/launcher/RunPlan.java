package dev.comm.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The plan of a run.
 *
 * @param command program and arguments, the same for every rank
 * @param ranks number of ranks, with rank 0, the master
 * @param spares number of processes beyond the ranks, which take the places of lost ranks
 * @param settings names and values of Comm's settings for all ranks
 * @param onFailure the rule for the other ranks after a failure
 * @param lossesAllowed maximum number of ranks other than 0 that may fail in a successful run
 * @param tagged whether each line of output begins with its rank
 * @param grace time between the request to end and the end by force
 * @param timeout time limit of the whole run, or null
 * @param report file for the report, or null
 * @param encrypted whether the ranks use TLS, with certificates of this run
 */
record RunPlan(
        List<String> command,
        int ranks,
        int spares,
        Map<String, String> settings,
        OnFailure onFailure,
        int lossesAllowed,
        boolean tagged,
        Duration grace,
        Duration timeout,
        Path report,
        boolean encrypted) {
    /** Returns the number of processes. */
    int processes() {
        return ranks + spares;
    }
}
