package dev.comm.master.machine.membership;

import dev.comm.api.Departure;

/**
 * A departure that waits for its announcement.
 *
 * @param node the departed node, or null for rank 0
 * @param departure departure for the announcement
 * @param wasMember whether it was a member of the view
 * @param ending how its connection ends
 */
public record PendingDeparture(Node node, Departure departure, boolean wasMember, ConnectionEnd ending) {
    /** Whether its connection is already closed, so no frames to it are in transit. */
    public boolean isOver() {
        return ending == ConnectionEnd.GONE;
    }

    /** The ways to end a connection. */
    public enum ConnectionEnd {
        /** The connection is already closed. */
        GONE,
        /** The node sent LEAVE or got its last frame; the master closes the connection. */
        GOODBYE,
        /** The master sends FENCED, then closes the connection (B7). */
        FENCED
    }
}
