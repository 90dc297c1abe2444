package dev.comm.node.machine.membership;

import java.util.EnumSet;
import java.util.Set;

/** The states of joining. Each constant lists its exits; {@link #ENDED} is an exit of all. */
public enum SessionState {
    /** Not started. To CONNECTING. */
    IDLE,
    /** Waits before the next attempt. To CONNECTING. */
    PAUSING,
    /** A connection is being opened. To GREETED, to PAUSING or to the next address if it fails. */
    CONNECTING,
    /** HELLO was sent. To PROVING by a good CHALLENGE, to PAUSING or to the next address if the attempt fails. */
    GREETED,
    /** PROOF was sent. To JOINING by a good MASTER_PROOF, to PAUSING or to the next address if the attempt fails. */
    PROVING,
    /** JOIN was sent. To REGISTERED by ACCEPTED, to PAUSING or to the next address if the attempt fails. */
    JOINING,
    /**
     * Registered; waits for the start. To MEMBER by WELCOME, to PAUSING or to the next address if the connection is
     * lost.
     */
    REGISTERED,
    /** The node is a member. */
    MEMBER,
    /** The node is no member and cannot become one again. Final. */
    ENDED;

    private static final Set<SessionState> ATTEMPTS = EnumSet.of(CONNECTING, GREETED, PROVING, JOINING, REGISTERED);

    /** Whether the given state may follow this one. */
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

    /** Whether an attempt to join is in progress. */
    public boolean isAttempt() {
        return ATTEMPTS.contains(this);
    }
}
