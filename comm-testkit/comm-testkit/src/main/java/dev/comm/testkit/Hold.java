package dev.comm.testkit;

import java.util.List;
import org.apiguardian.api.API;

/** One direction that holds back its frames, so that a test can look at them; closing it releases them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Hold extends AutoCloseable {
    /** Frames that are under way and held, in the order of sending; a frame counts when all its bytes are. */
    List<Frame> inFlight();

    /** Lets everything go on; once is enough. */
    void release();

    /** The same as {@link #release}. */
    @Override
    default void close() {
        release();
    }
}
