package dev.comm.testkit.live.environment;

import dev.comm.api.protocol.FrameType;
import java.net.InetSocketAddress;
import org.apiguardian.api.API;

/**
 * Hears the acts of a real member's transport, on the thread that does them. The driver's step lock may be held: code
 * that runs here must not wait.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface LiveWatcher {
    /** The member listens. */
    default void listening(InetSocketAddress address) {}

    /** It gives a whole frame to its transport; nothing of it has been written yet. */
    default void sending(FrameType type) {}

    /** It gave a whole frame to its transport, which wrote as much of it as the socket took. */
    default void sent(FrameType type) {}

    /** It read the last byte of a frame, and its machine has handled it. */
    default void received(FrameType type) {}
}
