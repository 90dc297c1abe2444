package dev.comm.api.frame;

import dev.comm.api.Cause;
import org.apiguardian.api.API;

/** Messages from member to member, through the master (P1). */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface NoteCommand extends Command {
    /** Rank that sends. */
    int from();

    /** Incarnation that sends. */
    long fromIncarnation();

    /**
     * A message.
     *
     * @param to rank that receives
     * @param toIncarnation the incarnation it is meant for; it is never inherited by a replacement
     */
    record Note(int tag, int from, long fromIncarnation, int to, long toIncarnation, Content content)
            implements NoteCommand {}

    /** Master to node, after the last message of a member that departed. */
    record NoteEnd(int from, long fromIncarnation, Cause cause) implements NoteCommand {}
}
