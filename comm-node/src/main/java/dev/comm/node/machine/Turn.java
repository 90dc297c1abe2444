package dev.comm.node.machine;

import dev.comm.api.frame.Command;
import dev.comm.api.machine.Step;
import dev.comm.api.machine.Value;

/** A step of a node: knows the connection to the master too. */
final class Turn extends Step {
    /** No connection. */
    static final int NONE = 0;

    private int endpoint = NONE;
    private String lost;

    /** The connection to the master, or {@link #NONE}. */
    int endpoint() {
        return endpoint;
    }

    /** Sets the connection to the master. */
    void linked(int newEndpoint) {
        endpoint = newEndpoint;
    }

    /**
     * Sends to the master; without a connection nothing is sent, and the loss of the connection is what the calls
     * learn.
     */
    void send(Command command) {
        send(command, Value.NONE, null);
    }

    /** Sends to the master with a payload. */
    void send(Command command, Value value, Object token) {
        if (endpoint != NONE) {
            out().send(endpoint, command, value.payload(), token);
        }
    }

    /** Says that the master is unusable; the machine acts on it when the part has returned. The first reason counts. */
    void loseMaster(String detail) {
        if (lost == null) {
            lost = detail;
        }
    }

    /** Says that the master broke the protocol. */
    void violation(String detail) {
        loseMaster("the master broke the protocol: " + detail
                + "; if both sides run the same version of Comm, please report it");
    }

    /** Why the master is unusable, once, or null. */
    String takeLost() {
        String reason = lost;
        lost = null;
        return reason;
    }
}
