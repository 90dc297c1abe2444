package dev.comm.api;

import org.apiguardian.api.API;

/** The rule if a process asks for a rank that a living member has. */
@API(status = API.Status.STABLE, since = "0.1")
public enum DuplicatePolicy {
    /** The master rejects the new process. */
    REJECT,
    /** The new process takes the rank; the older member departs as REPLACED. */
    REPLACE
}
