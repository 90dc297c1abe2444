package dev.comm.api.spi;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * A plug-in that transfers bytes over connections, called endpoints. A transport owns no thread and does all its work
 * inside its methods.
 *
 * <p>Threads: one thread at a time calls {@link #poll}. Only the holder of the driver's step lock calls
 * {@link #listen}, {@link #connect}, {@link #send}, {@link #flush}, {@link #cork}, {@link #uncork}, {@link #finish} and
 * {@link #abort}. Another thread may be inside {@link #poll} at that time. Any thread may call {@link #wakeup} and
 * {@link #queuedBytes}. Endpoint numbers grow from 1 and are never used twice.
 *
 * <p>A transport writes only inside {@code send}, {@code flush} and {@code uncork}, which run under the lock of the
 * caller. {@code poll} reads, accepts, finishes connects and reports that an endpoint has become writable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Transport extends AutoCloseable {
    /**
     * Binds an address and listens; reports accepted connections with {@link Sink#opened}.
     *
     * @param address address to bind; port 0 lets the system choose the port
     * @return the bound address, with its actual port
     * @throws dev.comm.api.error.TransportException if the port is in use, or the address is outside the loopback and
     *     peers are not authenticated
     */
    InetSocketAddress listen(InetSocketAddress address);

    /**
     * Starts to connect. The transport reports the outcome with {@link Sink#opened} or {@link Sink#closed} for the
     * returned endpoint.
     *
     * @param timeoutNanos time limit of the attempt
     */
    int connect(InetSocketAddress address, long timeoutNanos);

    /**
     * Waits for events and reports them to the sink on this thread. An interrupt ends the wait, stays pending and does
     * not affect connections.
     *
     * @param maxWaitNanos longest wait; with 0 the call does not wait
     * @return the number of reports
     */
    int poll(long maxWaitNanos, Sink sink);

    /** Ends the running or the next {@link #poll} early. */
    void wakeup();

    /**
     * Queues one whole frame and writes as much as the socket takes at once. The transport owns the buffers until it
     * has written them. It ignores a frame for a closed or finishing endpoint, whose loss {@link Sink#closed} reports.
     */
    void send(int endpoint, Lane lane, ByteBuffer... frame);

    /**
     * Copies the bytes of a lane that the transport has not written yet, because the caller changes the memory of their
     * buffers from now on. A transport that copies the buffers in {@link #send} has nothing to do.
     */
    default void detach(int endpoint, Lane lane) {}

    /** Writes queued frames. The driver calls this method after {@link Sink#writable}. */
    void flush(int endpoint);

    /**
     * Starts a batch. Until {@link #uncork} the transport may hold back frames of {@link Lane#CONTROL} to write several
     * frames together. Frames keep their order. Bulk frames and the last frames of an endpoint do not wait. Calls may
     * nest, and a transport may ignore them.
     */
    default void cork() {}

    /** Ends a batch and writes the frames that the transport held back, as {@link #send} does. */
    default void uncork() {}

    /** Returns the bytes of a lane that the socket has not taken yet, or 0 for an unknown endpoint. */
    long queuedBytes(int endpoint, Lane lane);

    /**
     * Returns the bytes that the socket has taken since the endpoint opened. The number shows whether a full queue
     * makes progress.
     */
    long writtenBytes(int endpoint);

    /**
     * Closes an endpoint gracefully. The transport writes queued frames, shuts the output, discards input (at most 1
     * MiB or 2 s), closes the connection, and reports {@link CloseCause#LOCAL}.
     */
    void finish(int endpoint);

    /** Closes an endpoint at once and discards its queued frames; the next poll reports {@link CloseCause#LOCAL}. */
    void abort(int endpoint);

    /** Stops listening. Open endpoints stay open. */
    void stopListening();

    /** Closes all endpoints and stops listening. Idempotent. */
    @Override
    void close();

    /** The reason for the end of an endpoint. */
    enum CloseCause {
        /** This side closed the endpoint. */
        LOCAL,
        /** The peer ended the stream. */
        END_OF_STREAM,
        /** The connection was reset or broke. */
        RESET,
        /** The connection could not be opened: it was refused or timed out, or the host is unreachable or unknown. */
        NOT_OPENED
    }

    /**
     * The receiver of the reports of a poll. The reports are made on the polling thread and never under the locks of
     * the transport.
     */
    interface Sink {
        /**
         * Reports that a connection is ready for bytes. The connection is established, and its TLS handshake, if any,
         * is complete.
         */
        void opened(int endpoint, Peer peer);

        /** Reports that bytes arrived. The buffer is valid only during the call. */
        void received(int endpoint, ByteBuffer bytes);

        /**
         * Reports that the socket accepts bytes again. The receiver takes the lock and calls {@link Transport#flush}.
         */
        void writable(int endpoint);

        /** Reports the end of an endpoint. This is its last report. */
        void closed(int endpoint, CloseCause cause, String detail);
    }
}
