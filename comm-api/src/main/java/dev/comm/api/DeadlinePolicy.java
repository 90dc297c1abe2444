package dev.comm.api;

import org.apiguardian.api.API;

/** The rule for members that have not arrived at a collective's deadline. */
@API(status = API.Status.STABLE, since = "0.1")
public enum DeadlinePolicy {
    /** All members get a timeout that lists the missing ranks, which stay members. */
    FAIL,
    /**
     * The missing ranks depart as HUNG, and the master decides the collective without them; rank 0 is never excluded.
     */
    EXCLUDE
}
