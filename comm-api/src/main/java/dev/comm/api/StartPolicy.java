package dev.comm.api;

import org.apiguardian.api.API;

/** What happens when not all ranks came in the startup time. */
@API(status = API.Status.STABLE, since = "0.1")
public enum StartPolicy {
    /** The start fails and names the missing. */
    REQUIRE_ALL,
    /** Those who came are renumbered without gaps and start. */
    ALLOW_MISSING
}
