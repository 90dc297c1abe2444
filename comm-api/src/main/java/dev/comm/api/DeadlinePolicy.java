package dev.comm.api;

import org.apiguardian.api.API;

/** What happens to members that have not arrived at a collective's deadline. */
@API(status = API.Status.STABLE, since = "0.1")
public enum DeadlinePolicy {
    /** All members get a timeout that names them; they stay members. */
    FAIL,
    /** They depart as HUNG, and the collective is decided without them; rank 0 is never excluded. */
    EXCLUDE
}
