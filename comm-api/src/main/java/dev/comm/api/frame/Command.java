package dev.comm.api.frame;

import org.apiguardian.api.API;

/**
 * One thing a peer says: the typed content of a frame. Values of one type are equal if all their parts are.
 *
 * <p>Commands have a fixed binary form; only the payload that may follow goes through a serializer.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Command
        permits HandshakeCommand, MembershipCommand, CollectiveCommand, NoteCommand, WorkCommand, StreamCommand {
    /** The communicator it belongs to; 0 is the communicator of all members. */
    default int communicator() {
        return 0;
    }

    /** The user's tag. */
    default int tag() {
        return 0;
    }

    /** What payload follows. */
    default Content content() {
        return Content.NONE;
    }
}
