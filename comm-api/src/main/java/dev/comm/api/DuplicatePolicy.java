package dev.comm.api;

import org.apiguardian.api.API;

/** What happens when a process wants a rank that lives. */
@API(status = API.Status.STABLE, since = "0.1")
public enum DuplicatePolicy {
    /** It is refused. */
    REJECT,
    /** It takes the rank; the older departs as REPLACED. */
    REPLACE
}
