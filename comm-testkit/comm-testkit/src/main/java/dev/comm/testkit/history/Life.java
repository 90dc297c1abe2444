package dev.comm.testkit.history;

import org.apiguardian.api.API;

/**
 * One incarnation of a rank.
 *
 * @param process the number of the process that the incarnation ran in
 * @param rank the rank of the incarnation
 * @param incarnation the number that was drawn when the incarnation joined
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Life(int process, int rank, long incarnation) {
    @Override
    public String toString() {
        return "rank " + rank + " (process " + process + ", " + Long.toHexString(incarnation) + ")";
    }
}
