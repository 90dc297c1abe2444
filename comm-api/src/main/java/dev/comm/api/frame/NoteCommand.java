package dev.comm.api.frame;

import dev.comm.api.Cause;
import org.apiguardian.api.API;

/** Messages from member to member, through the master (P1), and how many of them may be on their way (C2). */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface NoteCommand extends Command {
    /** A node may have this many bytes on their way to each other node without asking. */
    int UNASKED_BYTES = 16 << 10;

    /** What a message costs besides its payload. */
    int NOTE_BYTES = 64;

    /**
     * A message.
     *
     * @param to rank that receives
     * @param toIncarnation the incarnation it is meant for; it is never inherited by a replacement
     */
    record Note(int tag, int from, long fromIncarnation, int to, long toIncarnation, Content content)
            implements NoteCommand {
        /** What it takes from the sender's credit for this receiver. */
        public long cost() {
            return NOTE_BYTES + (content.hasPayload() ? content.length() : 0);
        }
    }

    /** Master to node, after the last message of a member that departed. */
    record NoteEnd(int from, long fromIncarnation, Cause cause) implements NoteCommand {}

    /**
     * Node to master: messages for a member wait for credit. The next one is sent after the answer.
     *
     * @param bytes what the first of them costs at least
     */
    record NoteAsk(int to, long toIncarnation, long bytes) implements NoteCommand {}

    /**
     * Master to node: so many more bytes may be sent to a member.
     *
     * @param bytes 0 if the credit sufficed when the question came
     * @param answer whether this answers the node's question; credit returns unasked too, when messages were read
     */
    record NoteCredit(int to, long toIncarnation, long bytes, boolean answer) implements NoteCommand {}
}
