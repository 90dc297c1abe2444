package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import org.apiguardian.api.API;

/** Decides over whole frames as they begin their way through the network. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface FrameGate {
    /**
     * Looks at a frame; it may change the network or kill processes, but must not wait.
     *
     * @param route the direction in which it goes
     * @param type its type, or null if it is not a frame of Comm
     * @param frame all its bytes; a copy
     * @return its fate, or null if it may pass
     */
    Fate decide(Route route, FrameType type, byte[] frame);
}
