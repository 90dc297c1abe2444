package dev.comm.testkit.history;

import dev.comm.api.protocol.Command;
import org.apiguardian.api.API;

/** A listener for the frames that machines send or handle. The listener must not wait. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface FrameListener {
    /**
     * Called when a machine gives a frame to one of its connections.
     *
     * @param nanos the time since the start
     * @param process the process number of the sender
     * @param endpoint the sender's number for the connection
     */
    void sent(long nanos, int process, int endpoint, Command command);

    /**
     * Called when a machine is about to handle a frame.
     *
     * @param nanos the time since the start
     * @param process the process number of the receiver
     * @param endpoint the receiver's number for the connection
     */
    void received(long nanos, int process, int endpoint, Command command);
}
