package dev.comm.api.machine;

import dev.comm.api.Payload;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.Command;
import org.apiguardian.api.API;

/** What happens to a machine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Event {
    /** The first event. */
    record Started() implements Event {}

    /**
     * A connection is ready.
     *
     * @param binding what ties the proofs of the handshake to an encrypted channel; empty without encryption
     */
    record Opened(int endpoint, String peer, Bytes binding) implements Event {}

    /**
     * A connection ended or could not be opened; nothing of this endpoint follows.
     *
     * @param cause what ended it
     */
    record Closed(int endpoint, Reason cause, String detail) implements Event {
        /** What ended a connection, as the transport saw it. */
        public enum Reason {
            /** This side closed it. */
            LOCAL,
            /** The peer ended it without a goodbye. */
            END_OF_STREAM,
            /** It broke. */
            RESET,
            /** It was never open. */
            NOT_OPENED
        }
    }

    /**
     * A command came in, with all bytes of its payload.
     *
     * @param payload null unless the command's content says VALUE or FAILED
     */
    record Received(int endpoint, Command command, Payload payload) implements Event {}

    /** Bytes came in that do not complete a command: a sign of life. */
    record Heard(int endpoint) implements Event {}

    /** The peer sent something that is not the protocol; the machine has to close it. */
    record Violated(int endpoint, String detail) implements Event {}

    /** An endpoint's control budget is used up, or its queue has stood still for the dead timeout. */
    record Stalled(int endpoint, String detail) implements Event {}

    /** The last byte of a sent command was given to the socket; only for sends that asked for it. */
    record Sent(int endpoint, Object token) implements Event {}

    /** The time that {@link Machine#nextDeadlineNanos} named has come. */
    record Deadline() implements Event {}

    /** A local call. */
    record Submitted(Call<?> call) implements Event {}

    /** Work that the machine gave away with {@link Outbox#compute} has ended. */
    record Computed(Object token, Object result, Throwable error) implements Event {}
}
