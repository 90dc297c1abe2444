package dev.comm.master.machine.membership;

import java.util.Collection;

/** A read-only view of the living nodes, always in their present state. */
public interface LivingNodes {
    /** The member with a rank, or null if there is none (rank 0 is not a node). */
    Node member(int rank);

    /** All members in rank order, without rank 0. The collection is live: copy it before you cause departures. */
    Collection<Node> members();
}
