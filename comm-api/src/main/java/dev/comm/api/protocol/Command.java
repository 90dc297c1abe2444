package dev.comm.api.protocol;

import org.apiguardian.api.API;

/**
 * The typed content of a frame. Commands of one type are equal if all their components are.
 *
 * <p>Commands have a fixed binary form; only a payload may come from a serializer.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Command
        permits HandshakeCommand, MembershipCommand, CollectiveCommand, MessageCommand, WorkCommand, StreamCommand {
    /** Returns the communicator of this command; 0 is the communicator of all members. */
    default int communicator() {
        return 0;
    }

    /** Returns the user's tag. */
    default int tag() {
        return 0;
    }

    /** Describes the payload that follows this command. */
    default Content content() {
        return Content.NONE;
    }
}
