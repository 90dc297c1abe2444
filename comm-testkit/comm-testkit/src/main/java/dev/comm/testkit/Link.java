package dev.comm.testkit;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * One direction between two members, as long as the run lasts: it stands for every connection of theirs, also for those
 * that a restarted member opens later. What is done acts at once, so it belongs into planned actions or into programs,
 * or before the run for its whole length.
 *
 * <p>TCP keeps its word: what is blocked waits, in order; nothing is lost unless the connection is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Link {
    /** Rank of the sender. */
    int from();

    /** Rank of the receiver. */
    int to();

    /** Holds back what is under way and what follows, until it is released. */
    Hold hold();

    /** Nothing passes for a while. */
    void clog(Duration length);

    /** Nothing passes until {@link #open}. */
    void block();

    /** Ends {@link #block}; holds, clogs and partitions of this direction go on. */
    void open();

    /** So few bytes pass each second; 0 takes the limit away. */
    void throttle(long bytesPerSecond);

    /** Everything takes so much longer; {@link Duration#ZERO} takes it away. */
    void delay(Duration extra);

    /** Resets the connections between the two, both directions; what is under way is lost. */
    void reset();

    /**
     * Flips a bit of one byte.
     *
     * @param after how many bytes, counted from now, come before it
     */
    void corrupt(long after);
}
