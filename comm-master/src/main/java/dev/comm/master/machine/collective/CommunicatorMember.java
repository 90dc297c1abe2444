package dev.comm.master.machine.collective;

import dev.comm.master.machine.membership.Node;

/** A node's membership in one communicator. */
final class CommunicatorMember {
    private final Node node;
    private final long first;
    private long acked;
    private boolean released;

    /** Creates the membership of a node from an instance on. */
    CommunicatorMember(Node node, long first) {
        this.node = node;
        this.first = first;
        this.acked = first - 1;
    }

    Node node() {
        return node;
    }

    /** Its first instance. */
    long first() {
        return first;
    }

    /** The last instance with a decision that it has acknowledged. */
    long acked() {
        return acked;
    }

    void ack(long sequence) {
        acked = sequence;
    }

    /** It has closed this duplicate. */
    void release() {
        released = true;
    }

    boolean hasReleased() {
        return released;
    }
}
