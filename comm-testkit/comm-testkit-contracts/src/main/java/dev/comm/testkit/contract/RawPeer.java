package dev.comm.testkit.contract;

import org.apiguardian.api.API;

/** The other end of a connection, without a transport. It reads and ends only when a test calls its methods. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RawPeer extends AutoCloseable {
    /** Writes as many bytes as the connection takes at once. Returns their number. */
    int write(byte[] bytes);

    /** Returns whether bytes have arrived that were not read. */
    boolean hasUnread();

    /** Reads the bytes that have arrived until now. */
    byte[] read();

    /** Returns whether a read has found the end of the stream or a broken connection. */
    boolean hasEnded();

    /** Ends the output. The other direction stays open. */
    void shutOutput();

    /** Ends the connection as the system does for a killed process. */
    void die();

    /** Breaks the connection. */
    void reset();

    /** Has the same effect as {@link #die}. */
    @Override
    default void close() {
        die();
    }
}
