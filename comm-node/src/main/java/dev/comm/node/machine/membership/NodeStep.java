package dev.comm.node.machine.membership;

import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Step;
import dev.comm.core.machine.Value;

/** A step of a node: knows the connection to the master too. */
public final class NodeStep extends Step {
    /** No connection. */
    public static final int NONE = 0;

    private int endpoint = NONE;
    private String lost;
    private String fault;

    /** The connection to the master, or {@link #NONE}. */
    public int endpoint() {
        return endpoint;
    }

    /** Sets the connection to the master. */
    public void linked(int newEndpoint) {
        endpoint = newEndpoint;
    }

    /**
     * Sends a command to the master. Without a connection it sends nothing, and the calls fail with the loss of the
     * connection.
     */
    public void send(Command command) {
        send(command, Value.NONE, null);
    }

    /** Sends a command with a payload to the master. */
    public void send(Command command, Value value, Object token) {
        if (endpoint != NONE) {
            out().send(endpoint, command, value.payload(), token);
        }
    }

    /**
     * Records that the master is unusable; the machine acts on it when the part has returned. The first reason counts.
     */
    public void loseMaster(String detail) {
        if (lost == null) {
            lost = detail;
        }
    }

    /** Records that this node cannot use its own disk and has to leave. The first reason counts. */
    public void ownFault(String detail) {
        if (fault == null) {
            fault = detail;
        }
    }

    /** Returns once why this node has to leave, else null. */
    public String takeOwnFault() {
        String reason = fault;
        fault = null;
        return reason;
    }

    /** Records a protocol violation of the master. */
    public void violation(String detail) {
        loseMaster("use the same version of Comm on both sides, or else please report this bug:"
                + " the master violated the protocol: " + detail);
    }

    /** Returns once why the master is unusable, else null. */
    public String takeLost() {
        String reason = lost;
        lost = null;
        return reason;
    }
}
