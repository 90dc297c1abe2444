package dev.comm.testkit.live.environment;

import dev.comm.api.protocol.FrameType;
import java.net.InetSocketAddress;
import org.apiguardian.api.API;

/**
 * A watcher that is notified of the actions of a real member's transport, on the thread that does them. The step lock
 * of the driver may be held, so code that runs here must not wait.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface LiveWatcher {
    /** Called when the member listens. */
    default void listening(InetSocketAddress address) {}

    /** Called when the member gives a whole frame to its transport, which has written none of the bytes yet. */
    default void sending(FrameType type) {}

    /**
     * Called when the member gave a whole frame to its transport, which wrote as much of the frame as the socket took.
     */
    default void sent(FrameType type) {}

    /** Called when the member read the last byte of a frame and its machine has handled the frame. */
    default void received(FrameType type) {}
}
