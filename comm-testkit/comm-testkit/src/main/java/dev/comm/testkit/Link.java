package dev.comm.testkit;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * One direction between two members, for the whole run. A link stands for every connection between the two members,
 * also for connections that a restarted member opens later. An action takes effect at once. Call it in a planned action
 * or in a program, or before the run if it is to last for the whole run.
 *
 * <p>The promises of TCP hold. Blocked bytes wait in their order, and bytes are lost only together with their
 * connection.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Link {
    /** Returns the rank of the sender. */
    int from();

    /** Returns the rank of the receiver. */
    int to();

    /** Holds back all frames under way and all later frames, until the test releases the returned hold. */
    Hold hold();

    /** Stops all bytes for the given time. */
    void clog(Duration length);

    /** Stops all bytes until a call of {@link #open}. */
    void block();

    /** Ends {@link #block}. Holds, clogs and partitions of this direction remain. */
    void open();

    /** Limits the rate to the given number of bytes per second; 0 removes the limit. */
    void throttle(long bytesPerSecond);

    /** Delays everything by the given time; {@link Duration#ZERO} removes the delay. */
    void delay(Duration extra);

    /** Resets the connections between the two members, in both directions. Frames under way are lost. */
    void reset();

    /**
     * Flips one bit of one byte.
     *
     * @param after the number of bytes, counted from now, before the byte with the flipped bit
     */
    void corrupt(long after);
}
