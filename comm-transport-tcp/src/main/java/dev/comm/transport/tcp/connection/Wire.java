package dev.comm.transport.tcp.connection;

import dev.comm.transport.tcp.buffer.OutboundQueue;
import dev.comm.transport.tcp.select.Reports;
import java.io.IOException;

/**
 * The path of the bytes of one open connection over its socket. {@link #read} belongs to the polling side, the other
 * methods belong to the caller's side.
 */
public interface Wire {
    /** Reads from the socket once and reports the received bytes. */
    ConnectionReader.ReadResult read(Reports reports) throws IOException;

    /**
     * Writes until the queue is empty, the socket is full, or the limit of a flush is reached. Returns the number of
     * bytes that the socket took.
     */
    long write(OutboundQueue queue) throws IOException;

    /** Returns whether bytes wait for the socket. */
    boolean isWaiting(OutboundQueue queue);

    /**
     * Notifies the peer that no more bytes follow. Returns false if the socket is full, so that the call must be
     * repeated.
     */
    boolean closeOutput() throws IOException;
}
