package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * How a program ended.
 *
 * @param rank the rank it was started for
 * @param kind how
 * @param error what it threw, or null
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Ending(int rank, Kind kind, Throwable error) {
    /** How a program ended. */
    public enum Kind {
        /** It returned. */
        RETURNED,
        /** It threw. */
        THREW,
        /** Its process was killed. */
        CRASHED,
        /** It still runs, or its process is stopped. */
        OPEN
    }
}
