package dev.comm.testkit;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * One direction between two members, for the whole run. It stands for every connection of theirs, also for connections
 * that a restarted member opens later. An action takes effect at once, so it belongs into planned actions or into
 * programs, or before the run for its whole length.
 *
 * <p>TCP keeps its word: blocked bytes wait, in order; nothing is lost unless the connection is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Link {
    /** Rank of the sender. */
    int from();

    /** Rank of the receiver. */
    int to();

    /** Holds back all frames under way and all later ones, until it is released. */
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

    /** Resets the connections between the two, both directions; frames under way are lost. */
    void reset();

    /**
     * Flips a bit of one byte.
     *
     * @param after how many bytes, counted from now, come before it
     */
    void corrupt(long after);
}
