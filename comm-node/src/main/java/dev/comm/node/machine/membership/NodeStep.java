package dev.comm.node.machine.membership;

import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Step;
import dev.comm.core.machine.Value;

/** A step of a node, with the connection to the master. */
public final class NodeStep extends Step {
    /** The endpoint that stands for no connection. */
    public static final int NONE = 0;

    private int endpoint = NONE;
    private String lost;
    private String fault;

    /** Returns the connection to the master, or {@link #NONE}. */
    public int endpoint() {
        return endpoint;
    }

    /** Sets the connection to the master. */
    public void linked(int newEndpoint) {
        endpoint = newEndpoint;
    }

    /**
     * Sends a command to the master. Without a connection nothing is sent, and the calls fail because the connection is
     * lost.
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
     * Takes back the command of a token, like {@link dev.comm.core.machine.Outbox#takeBack}. Returns whether it is
     * never sent.
     */
    public boolean takeBack(Object token) {
        return endpoint != NONE && out().takeBack(endpoint, token);
    }

    /**
     * Records that the master is unusable. The machine handles the loss when the present part has returned. Only the
     * first reason is kept.
     */
    public void loseMaster(String detail) {
        if (lost == null) {
            lost = detail;
        }
    }

    /** Records that this node cannot use its own disk and has to leave. Only the first reason is kept. */
    public void ownFault(String detail) {
        if (fault == null) {
            fault = detail;
        }
    }

    /** Returns the reason why this node has to leave, or null. Each reason is returned once. */
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

    /** Returns the reason why the master is unusable, or null. Each reason is returned once. */
    public String takeLost() {
        String reason = lost;
        lost = null;
        return reason;
    }
}
