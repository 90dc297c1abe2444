package dev.comm.testkit.history;

import org.apiguardian.api.API;

/**
 * One incarnation of a rank.
 *
 * @param process number of the simulated process that it ran in
 * @param rank its rank
 * @param incarnation drawn when it joined
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Life(int process, int rank, long incarnation) {
    @Override
    public String toString() {
        return "rank " + rank + " (process " + process + ", " + Long.toHexString(incarnation) + ")";
    }
}
