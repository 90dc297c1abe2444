package dev.comm.api;

import org.apiguardian.api.API;

/** The rule that applies if some ranks have not joined within the startup timeout. */
@API(status = API.Status.STABLE, since = "0.1")
public enum StartPolicy {
    /** The start fails, and the message names the missing ranks. */
    REQUIRE_ALL,
    /** The run starts with the ranks that joined. The master renumbers them without gaps. */
    ALLOW_MISSING
}
