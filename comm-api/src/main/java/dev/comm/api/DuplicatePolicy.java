package dev.comm.api;

import org.apiguardian.api.API;

/** The rule that applies if a process requests the rank of a living member. */
@API(status = API.Status.STABLE, since = "0.1")
public enum DuplicatePolicy {
    /** The master rejects the new process. */
    REJECT,
    /** The new process takes the rank, and the older member departs as REPLACED. */
    REPLACE
}
