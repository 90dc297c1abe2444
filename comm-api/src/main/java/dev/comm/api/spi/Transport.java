package dev.comm.api.spi;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Transfers bytes over connections, called endpoints. It owns no thread: it does all work inside its methods.
 *
 * <p>Threads: one thread at a time calls {@link #poll}. One thread at a time, the holder of the driver's step lock,
 * calls {@link #listen}, {@link #connect}, {@link #send}, {@link #flush}, {@link #cork}, {@link #uncork},
 * {@link #finish} and {@link #abort}. It may do so while another thread is inside {@link #poll}. {@link #wakeup} and
 * {@link #queuedBytes} may be called by any thread. Endpoint numbers grow from 1 and are never used twice.
 *
 * <p>It writes only inside {@code send}, {@code flush} and {@code uncork}, that is, under the caller's lock.
 * {@code poll} reads, accepts, finishes connects and reports that an endpoint has become writable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Transport extends AutoCloseable {
    /**
     * Binds an address and listens; reports accepted connections with {@link Sink#opened}.
     *
     * @param address port 0 lets the system choose
     * @return the bound address, with its actual port
     * @throws dev.comm.api.error.TransportException if the port is in use, or the address is outside the loopback and
     *     peers are not authenticated
     */
    InetSocketAddress listen(InetSocketAddress address);

    /**
     * Starts connecting; reports the outcome with {@link Sink#opened} or {@link Sink#closed} for the returned endpoint.
     *
     * @param timeoutNanos time limit of the attempt
     */
    int connect(InetSocketAddress address, long timeoutNanos);

    /**
     * Waits for events and reports them to the sink on this thread. An interrupt ends the wait; it stays pending and
     * does not affect connections.
     *
     * @param maxWaitNanos longest wait; 0 checks without waiting
     * @return the number of reports
     */
    int poll(long maxWaitNanos, Sink sink);

    /** Ends the running or the next {@link #poll} early. */
    void wakeup();

    /**
     * Queues one whole frame and writes as much as the socket takes at once. The transport owns the buffers until it
     * has written them. It ignores a frame for an endpoint that is closed or finishing; {@link Sink#closed} reports the
     * loss.
     */
    void send(int endpoint, Lane lane, ByteBuffer... frame);

    /** Writes queued frames, after {@link Sink#writable}. */
    void flush(int endpoint);

    /**
     * Starts a batch: until {@link #uncork} the transport may hold frames of {@link Lane#CONTROL} back, to write
     * several at once. Frames keep their order. Bulk frames and the last frames of an endpoint do not wait. Calls may
     * nest; a transport may ignore them.
     */
    default void cork() {}

    /** Ends a batch: writes the frames held back, as {@link #send} would have. */
    default void uncork() {}

    /** Bytes of a lane that the socket has not taken yet; 0 for an unknown endpoint. */
    long queuedBytes(int endpoint, Lane lane);

    /** Bytes that the socket has taken since the endpoint opened; it shows whether a full queue makes progress. */
    long writtenBytes(int endpoint);

    /**
     * Closes an endpoint gracefully: writes queued frames, shuts the output, discards input (at most 1 MiB or 2 s),
     * closes, and reports {@link CloseCause#LOCAL}.
     */
    void finish(int endpoint);

    /** Closes an endpoint at once and discards its queued frames; the next poll reports {@link CloseCause#LOCAL}. */
    void abort(int endpoint);

    /** Stops listening; open endpoints stay open. */
    void stopListening();

    /** Closes all endpoints and stops listening. Idempotent. */
    @Override
    void close();

    /** Why an endpoint ended. */
    enum CloseCause {
        /** This side closed it. */
        LOCAL,
        /** The peer ended the stream. */
        END_OF_STREAM,
        /** The connection was reset or broke. */
        RESET,
        /** The connection could not be opened: refused, unreachable, timed out, or unknown host. */
        NOT_OPENED
    }

    /** Receives the reports of a poll, on the polling thread and never under the transport's own locks. */
    interface Sink {
        /** A connection is ready for bytes: it is established, and its TLS handshake, if any, is complete. */
        void opened(int endpoint, Peer peer);

        /** Bytes arrived; the buffer is valid only during the call. */
        void received(int endpoint, ByteBuffer bytes);

        /** The socket accepts bytes again: take the lock and call {@link Transport#flush}. */
        void writable(int endpoint);

        /** The last report of an endpoint. */
        void closed(int endpoint, CloseCause cause, String detail);
    }
}
