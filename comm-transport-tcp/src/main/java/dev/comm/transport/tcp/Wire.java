package dev.comm.transport.tcp;

import java.io.IOException;

/**
 * How the bytes of one open connection travel over its socket. {@link #read} belongs to the polling side, the rest to
 * the caller's.
 */
interface Wire {
    /** Looks at the socket once and reports what came. */
    Inbound.Turn read(Reports reports) throws IOException;

    /**
     * Writes until nothing waits, the socket takes no more, or a flush's bound is reached; returns the bytes that the
     * socket took.
     */
    long write(OutboundQueue queue) throws IOException;

    /** Whether anything waits for the socket. */
    boolean isWaiting(OutboundQueue queue);

    /** Says that nothing follows; false if that waits for the socket and has to be asked for again. */
    boolean farewell() throws IOException;
}
