package dev.comm.master.machine.membership;

import dev.comm.api.Departure;

/**
 * A departure that waits for its announcement.
 *
 * @param node the departed node, or null for rank 0
 * @param departure departure for the announcement
 * @param wasMember whether the departed one was a member of the view
 * @param ending the end of its connection
 */
public record PendingDeparture(Node node, Departure departure, boolean wasMember, ConnectionEnd ending) {
    /** Returns whether the connection is already closed, so that no frame to the node is in transit. */
    public boolean isOver() {
        return ending == ConnectionEnd.GONE;
    }

    /** The ways to end a connection. */
    public enum ConnectionEnd {
        /** The connection is already closed. */
        GONE,
        /** The node sent LEAVE or received its last frame. The master closes the connection. */
        GOODBYE,
        /** The master sends FENCED, then closes the connection (B7). */
        FENCED
    }
}
