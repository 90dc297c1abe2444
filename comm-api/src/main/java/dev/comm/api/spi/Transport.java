package dev.comm.api.spi;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Moves bytes over connections, called endpoints. It owns no thread: all work is done inside the calls.
 *
 * <p>Threads: one thread at a time calls {@link #poll}. One thread at a time (the holder of the crank's step lock)
 * calls {@link #listen}, {@link #connect}, {@link #send}, {@link #flush}, {@link #cork}, {@link #uncork},
 * {@link #finish} and {@link #abort}; it may do so while another thread is inside {@link #poll}. {@link #wakeup} and
 * {@link #queuedBytes} may be called by any thread. Endpoint numbers grow from 1 and are never used twice.
 *
 * <p>Writes happen only inside {@code send}, {@code flush} and {@code uncork}, that is under the caller's lock;
 * {@code poll} reads, accepts, finishes connects and reports that an endpoint has become writable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Transport extends AutoCloseable {
    /**
     * Binds and listens; accepted connections appear as {@link Sink#opened}.
     *
     * @param address port 0 lets the system choose
     * @return the address that was bound, with its real port
     * @throws dev.comm.api.TransportException if the port is taken, or the address is off the loopback and nothing
     *     authenticates peers
     */
    InetSocketAddress listen(InetSocketAddress address);

    /**
     * Begins to connect; the outcome is {@link Sink#opened} or {@link Sink#closed} with the endpoint that is returned.
     *
     * @param timeoutNanos bound on the attempt
     */
    int connect(InetSocketAddress address, long timeoutNanos);

    /**
     * Waits for something to happen and reports it to the sink on this thread. An interrupt ends the wait; it stays
     * pending and leaves the connections alone.
     *
     * @param maxWaitNanos 0 looks without waiting; otherwise the longest wait
     * @return the number of reports
     */
    int poll(long maxWaitNanos, Sink sink);

    /** Ends a running or the next {@link #poll} early. */
    void wakeup();

    /**
     * Queues one whole frame and writes as much as the socket takes at once. The buffers belong to the transport until
     * they are written. A send to an endpoint that is closed or finishing is ignored: the loss is reported by
     * {@link Sink#closed}.
     */
    void send(int endpoint, Lane lane, ByteBuffer... frame);

    /** Writes what is queued, after {@link Sink#writable}. */
    void flush(int endpoint);

    /**
     * More is about to be sent: until {@link #uncork} a frame of {@link Lane#CONTROL} may wait for the next ones, so
     * that one write serves many. Frames keep their order, bulk does not wait, nor does what an endpoint ends with. May
     * be called again meanwhile. A transport that has no use for it does nothing.
     */
    default void cork() {}

    /** Writes what waited for more, as {@link #send} would have. */
    default void uncork() {}

    /** Bytes of a lane that the socket has not taken yet; 0 for an unknown endpoint. */
    long queuedBytes(int endpoint, Lane lane);

    /** Bytes the socket has taken since the endpoint opened; shows whether a full queue moves. */
    long writtenBytes(int endpoint);

    /**
     * Ends an endpoint in order: what is queued is written, output is shut, input is discarded (at most 1 MiB or 2 s),
     * then it is closed and reported with {@link CloseCause#LOCAL}.
     */
    void finish(int endpoint);

    /**
     * Drops an endpoint with all that is queued at once; it is reported with {@link CloseCause#LOCAL} by the next poll.
     */
    void abort(int endpoint);

    /** Stops listening; endpoints stay. */
    void stopListening();

    /** Drops everything. Idempotent. */
    @Override
    void close();

    /** Why an endpoint ended. */
    enum CloseCause {
        /** This side closed it. */
        LOCAL,
        /** The peer shut its output. */
        END_OF_STREAM,
        /** The connection was reset or broke. */
        RESET,
        /** It could not be opened: refused, unreachable, timed out, name unknown. */
        NOT_OPENED
    }

    /** Receives what a poll finds; called on the polling thread, never under the transport's own locks. */
    interface Sink {
        /** A connection is ready for bytes: it stands, and its encryption is agreed if there is any. */
        void opened(int endpoint, Peer peer);

        /** Bytes came in; the buffer is only valid during the call and need not be consumed further. */
        void received(int endpoint, ByteBuffer bytes);

        /** The socket takes bytes again: take the lock and call {@link Transport#flush}. */
        void writable(int endpoint);

        /** The last report of an endpoint. */
        void closed(int endpoint, CloseCause cause, String detail);
    }
}
