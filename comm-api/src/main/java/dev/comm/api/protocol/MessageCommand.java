package dev.comm.api.protocol;

import dev.comm.api.Cause;
import org.apiguardian.api.API;

/**
 * The commands for messages between members, which the master relays (P1), and for the credit of these messages (C2).
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface MessageCommand extends Command {
    /** The initial credit, which is the number of unacknowledged bytes that a node may have for each other member. */
    int UNASKED_BYTES = 16 << 10;

    /** The cost of a message in addition to its payload. */
    int MESSAGE_BYTES = 64;

    /**
     * A message.
     *
     * @param communicator communicator of the sender; only receives of the same communicator may take the message
     * @param to rank of the receiver
     * @param toIncarnation incarnation of the receiver; a process that replaces the receiver never gets the message
     */
    record Message(
            int communicator, int tag, int from, long fromIncarnation, int to, long toIncarnation, Content content)
            implements MessageCommand {
        /** Returns the same message with this content, or this object if it already has the content. */
        public Message withContent(Content value) {
            return value.equals(content)
                    ? this
                    : new Message(communicator, tag, from, fromIncarnation, to, toIncarnation, value);
        }

        /** Returns the cost of this message in the sender's credit for the receiver. */
        public long cost() {
            return cost(content);
        }

        /** Returns the cost of a message with this content. */
        public static long cost(Content content) {
            return MESSAGE_BYTES + (content.hasPayload() ? content.length() : 0);
        }
    }

    /** Master to node: no message of a departed member follows. */
    record MessageEnd(int from, long fromIncarnation, Cause cause) implements MessageCommand {}

    /**
     * Node to master: requests credit for the messages that wait for a receiver. The node sends the next request only
     * after the answer.
     *
     * @param bytes cost of the waiting messages, at least of the first one
     */
    record MessageAsk(int to, long toIncarnation, long bytes) implements MessageCommand {}

    /**
     * Master to node: grants credit for more bytes to a receiver.
     *
     * @param bytes granted bytes; 0 if the credit already sufficed when the request arrived
     * @param answer whether this answers a request; the master also returns credit when the receiver has read messages
     */
    record MessageCredit(int to, long toIncarnation, long bytes, boolean answer) implements MessageCommand {}
}
