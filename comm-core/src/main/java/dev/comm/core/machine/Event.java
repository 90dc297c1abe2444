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
     * @param binding bytes that bind the proofs of the handshake to an encrypted channel; empty without encryption
     */
    record Opened(int endpoint, String peer, Bytes binding) implements Event {}

    /**
     * A connection ended or could not be opened; no further event of this endpoint follows.
     *
     * @param cause reason for the end of the connection
     */
    record Closed(int endpoint, Reason cause, String detail) implements Event {
        /** The reason for the end of a connection, as the transport reports it. */
        public enum Reason {
            /** This side closed the connection. */
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
     * @param payload payload, or null unless the kind of the command's content is VALUE or FAILED
     */
    record Received(int endpoint, Command command, Payload payload) implements Event {}

    /** Bytes arrived that do not complete a command. They count as a sign of life. */
    record Heard(int endpoint) implements Event {}

    /** The peer violated the protocol; the machine must close the connection. */
    record Violated(int endpoint, String detail) implements Event {}

    /**
     * This process cannot store a payload from the peer, or cannot read a payload for the peer, because its own disk
     * failed. The peer has no fault, but the two sides are out of step, so the member has to depart.
     */
    record OwnFault(int endpoint, String detail) implements Event {}

    /**
     * The peer of an endpoint counts as stalled. Too many bytes or decisions wait for it, or its queues made no
     * progress for the dead timeout.
     */
    record Stalled(int endpoint, String detail) implements Event {}

    /** The socket took the last byte of a command that was sent with a token. */
    record Sent(int endpoint, Object token) implements Event {}

    /** The time of {@link Machine#nextDeadlineNanos} has come. */
    record Deadline() implements Event {}

    /** The local program submitted a call. */
    record Submitted(Call<?> call) implements Event {}

    /** Work started with {@link Outbox#compute} has ended. */
    record Computed(Object token, Object result, Throwable error) implements Event {}
}
