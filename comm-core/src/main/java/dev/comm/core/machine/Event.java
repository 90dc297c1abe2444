package dev.comm.core.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.spi.Bytes;
import org.apiguardian.api.API;

/** The inputs of a machine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Event {
    /** The first event. */
    record Started() implements Event {}

    /**
     * A connection is ready.
     *
     * @param binding the bytes that tie the proofs of the handshake to an encrypted channel; empty without encryption
     */
    record Opened(int endpoint, String peer, Bytes binding) implements Event {}

    /**
     * A connection ended or could not be opened; no further event of this endpoint follows.
     *
     * @param cause why it ended
     */
    record Closed(int endpoint, Reason cause, String detail) implements Event {
        /** Why a connection ended, as the transport reports it. */
        public enum Reason {
            /** This side closed it. */
            LOCAL,
            /** The peer ended the stream. */
            END_OF_STREAM,
            /** The connection was reset or broke. */
            RESET,
            /** The connection could not be opened. */
            NOT_OPENED
        }
    }

    /**
     * A command arrived with its whole payload.
     *
     * @param payload null unless the command's content says VALUE or FAILED
     */
    record Received(int endpoint, Command command, Payload payload) implements Event {}

    /** Bytes arrived without completing a command; they count as a sign of life. */
    record Heard(int endpoint) implements Event {}

    /** The peer violated the protocol; the machine must close the connection. */
    record Violated(int endpoint, String detail) implements Event {}

    /**
     * This process cannot keep a payload of the peer, or cannot read a payload for it: its own disk failed. The peer is
     * innocent, but the two are out of step, so the member has to go.
     */
    record OwnFault(int endpoint, String detail) implements Event {}

    /** The control queue of an endpoint exceeds its limit, or its queues made no progress for the dead timeout. */
    record Stalled(int endpoint, String detail) implements Event {}

    /** The socket took the last byte of a command; only for commands sent with a token. */
    record Sent(int endpoint, Object token) implements Event {}

    /** The time of {@link Machine#nextDeadlineNanos} has come. */
    record Deadline() implements Event {}

    /** The local program submitted a call. */
    record Submitted(Call<?> call) implements Event {}

    /** Work started with {@link Outbox#compute} has ended. */
    record Computed(Object token, Object result, Throwable error) implements Event {}
}
