package dev.comm.master.machine;

import dev.comm.api.Departure;

/**
 * A departure that is to be announced.
 *
 * @param node who goes, or null for the participant of rank 0
 * @param departure what all are told
 * @param wasMember whether it was of the view
 * @param ending how its connection ends
 */
record Parting(Node node, Departure departure, boolean wasMember, Ending ending) {
    /** Whether its connection is closed already, so that nothing is on its way to it. */
    boolean isOver() {
        return ending == Ending.GONE;
    }

    /** How a connection ends. */
    enum Ending {
        /** It is closed already. */
        GONE,
        /** The node said goodbye: its connection is closed. */
        GOODBYE,
        /** The node is told that it is fenced, then its connection is closed (B7). */
        FENCED
    }
}
