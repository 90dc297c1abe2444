package dev.comm.testkit.sim.network;

import org.apiguardian.api.API;

/** The reaction of a network to an attempt to connect. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Reception {
    /** The attempt reaches the listening process, if there is one. */
    PASSED,
    /** The attempt is refused, as if no process listened. */
    REFUSED,
    /** The attempt is lost, so that the caller waits until its timeout. */
    LOST,
    /** The connection opens, but leads to a peer that neither reads nor sends. */
    SWALLOWED,
    /** The connection opens and is reset at once. */
    RESET
}
