package dev.comm.testkit.contract;

import org.apiguardian.api.API;

/** The other end of a connection, without a transport: it reads only when told to, and leaves as it likes. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RawPeer extends AutoCloseable {
    /** Writes the bytes that the connection takes at once, and returns their number. */
    int write(byte[] bytes);

    /** Whether bytes have come in that were not read. */
    boolean hasUnread();

    /** Reads the bytes that have come in until now. */
    byte[] read();

    /** Whether a read has found the end of the stream, or that the connection is broken. */
    boolean hasEnded();

    /** Says that nothing follows; the other direction stays open. */
    void shutOutput();

    /** Ends as the system ends the connections of a process that was killed. */
    void die();

    /** Breaks the connection. */
    void reset();

    /** As {@link #die}. */
    @Override
    default void close() {
        die();
    }
}
