package dev.comm.testkit.sim.network;

import org.apiguardian.api.API;

/** What a network does with an attempt to connect. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Reception {
    /** The attempt gets through to who listens, if anybody does. */
    PASSED,
    /** It is refused, as if nobody listened. */
    REFUSED,
    /** It is lost, so that the caller waits until its time is over. */
    LOST,
    /** The connection stands, but leads to somebody who neither reads nor says anything. */
    SWALLOWED,
    /** The connection stands and is reset at once. */
    RESET
}
