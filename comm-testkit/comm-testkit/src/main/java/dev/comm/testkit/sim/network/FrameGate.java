package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import org.apiguardian.api.API;

/** A gate that decides about whole frames at the start of their way through the network. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface FrameGate {
    /**
     * Decides about a frame. This method may change the network or kill processes, but must not wait.
     *
     * @param route the direction of the frame
     * @param type the type of the frame, or null if it is not a frame of Comm
     * @param frame a copy of all bytes of the frame
     * @return the fate of the frame, or null if it may pass
     */
    Fate decide(Route route, FrameType type, byte[] frame);
}
