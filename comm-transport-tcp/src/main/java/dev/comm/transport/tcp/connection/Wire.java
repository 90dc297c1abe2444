package dev.comm.transport.tcp.connection;

import dev.comm.transport.tcp.buffer.OutboundQueue;
import dev.comm.transport.tcp.select.Reports;
import java.io.IOException;

/**
 * Carries the bytes of one open connection over its socket. {@link #read} belongs to the polling side, the rest to the
 * caller's.
 */
public interface Wire {
    /** Reads from the socket once and reports the received bytes. */
    ConnectionReader.ReadResult read(Reports reports) throws IOException;

    /**
     * Writes until the queue is empty, the socket is full, or the limit of a flush is reached; returns the bytes that
     * the socket took.
     */
    long write(OutboundQueue queue) throws IOException;

    /** Returns whether bytes wait for the socket. */
    boolean isWaiting(OutboundQueue queue);

    /** Tells the peer that nothing follows; returns false if the socket is full and the call has to be repeated. */
    boolean closeOutput() throws IOException;
}
