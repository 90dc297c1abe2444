package dev.comm.master.machine.collective;

import dev.comm.master.machine.membership.Node;

/** A node's membership in one communicator. */
final class CommunicatorMember {
    private final Node node;
    private final long first;
    private long acked;
    private boolean released;

    /** Creates the membership of a node, which begins with the given instance. */
    CommunicatorMember(Node node, long first) {
        this.node = node;
        this.first = first;
        this.acked = first - 1;
    }

    Node node() {
        return node;
    }

    /** Returns the first instance that the node takes part in. */
    long first() {
        return first;
    }

    /** Returns the number of the last decision that the node has acknowledged. */
    long acked() {
        return acked;
    }

    void ack(long sequence) {
        acked = sequence;
    }

    /** Records that the node has closed this duplicate. */
    void release() {
        released = true;
    }

    boolean hasReleased() {
        return released;
    }
}
