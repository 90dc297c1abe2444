package dev.comm.testkit.history;

import dev.comm.api.protocol.Command;
import org.apiguardian.api.API;

/** Is told of every frame that a machine sends or handles. The listener must not wait. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface FrameListener {
    /**
     * A machine gives a frame to one of its connections.
     *
     * @param nanos time since the start
     * @param process number of the sender
     * @param endpoint the sender's number for the connection
     */
    void sent(long nanos, int process, int endpoint, Command command);

    /**
     * A machine is about to handle a frame.
     *
     * @param nanos time since the start
     * @param process number of the receiver
     * @param endpoint the receiver's number for the connection
     */
    void received(long nanos, int process, int endpoint, Command command);
}
