package dev.comm.node.machine.membership;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of the join. Each constant lists the states that may follow; {@link #ENDED} may follow every other state.
 */
public enum SessionState {
    /** Not started. CONNECTING follows. */
    IDLE,
    /** Waits before the next attempt. CONNECTING follows. */
    PAUSING,
    /** A connection is being opened. GREETED follows; after a failure, PAUSING or the next address. */
    CONNECTING,
    /** HELLO was sent. PROVING follows a valid CHALLENGE; after a failure, PAUSING or the next address. */
    GREETED,
    /** PROOF was sent. JOINING follows a valid MASTER_PROOF; after a failure, PAUSING or the next address. */
    PROVING,
    /** JOIN was sent. REGISTERED follows ACCEPTED; after a failure, PAUSING or the next address. */
    JOINING,
    /**
     * Registered; waits for the start. MEMBER follows WELCOME; after the loss of the connection, PAUSING or the next
     * address.
     */
    REGISTERED,
    /** The node is a member. */
    MEMBER,
    /** The node is no member and cannot become one again. The final state. */
    ENDED;

    private static final Set<SessionState> ATTEMPTS = EnumSet.of(CONNECTING, GREETED, PROVING, JOINING, REGISTERED);

    /** Returns whether the given state may follow this one. */
    boolean leadsTo(SessionState next) {
        return switch (next) {
            case IDLE -> false;
            case PAUSING -> isAttempt();
            case CONNECTING -> this == IDLE || this == PAUSING || isAttempt();
            case GREETED -> this == CONNECTING;
            case PROVING -> this == GREETED;
            case JOINING -> this == PROVING;
            case REGISTERED -> this == JOINING;
            case MEMBER -> this == REGISTERED;
            case ENDED -> this != ENDED;
        };
    }

    /** Returns whether an attempt to join is in progress. */
    public boolean isAttempt() {
        return ATTEMPTS.contains(this);
    }
}
