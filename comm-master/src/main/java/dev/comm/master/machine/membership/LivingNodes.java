package dev.comm.master.machine.membership;

import java.util.Collection;

/** A read-only view of the living nodes, which always shows their present state. */
public interface LivingNodes {
    /** Returns the member with a rank, or null if there is none (rank 0 is not a node). */
    Node member(int rank);

    /**
     * Returns all members in rank order, without rank 0. The collection is live: copy it before you cause departures.
     */
    Collection<Node> members();
}
