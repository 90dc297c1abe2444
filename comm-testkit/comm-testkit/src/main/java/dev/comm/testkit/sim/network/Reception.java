package dev.comm.testkit.sim.network;

import org.apiguardian.api.API;

/** The action of a network on an attempt to connect. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Reception {
    /** The attempt gets through to the listening process, if there is one. */
    PASSED,
    /** It is refused, as if nobody listened. */
    REFUSED,
    /** It is lost, so that the caller waits until its time is over. */
    LOST,
    /** The connection stands, but leads to a peer that neither reads nor says anything. */
    SWALLOWED,
    /** The connection stands and is reset at once. */
    RESET
}
