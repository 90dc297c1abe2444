package dev.comm.testkit;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A direction of the network that holds back its frames, so that a test can inspect them. Closing the hold releases the
 * frames.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Hold extends AutoCloseable {
    /**
     * Returns the held frames in the order of sending. The list contains a frame as soon as all its bytes are under
     * way.
     */
    List<Frame> inFlight();

    /** Releases all frames. A second call has no effect. */
    void release();

    /** The same as {@link #release}. */
    @Override
    default void close() {
        release();
    }
}
