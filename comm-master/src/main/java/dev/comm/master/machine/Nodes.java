package dev.comm.master.machine;

import java.util.Collection;

/**
 * The living nodes, as other parts of the master may see them: always the present state, never to be changed through
 * it.
 */
interface Nodes {
    /** The member of a rank, or null if the rank does not live (rank 0 is not a node). */
    Node member(int rank);

    /** All members in rank order, rank 0 not among them; a live collection: copy it before causing departures. */
    Collection<Node> members();
}
