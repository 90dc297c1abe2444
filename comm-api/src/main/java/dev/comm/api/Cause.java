package dev.comm.api;

import org.apiguardian.api.API;

/** The reason for the departure of a member. Every survivor gets the same reason. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Cause {
    /** The connection of the member ended without a LEAVE frame, usually because its process was killed. */
    CLOSED(1),
    /**
     * The connection of the member was reset. The process died with unread bytes, or a network device reset the
     * connection.
     */
    RESET(2),
    /** The master received nothing from the member for the dead timeout. */
    SILENT(3),
    /** The member stopped reading, so its outbound queue or its socket made no progress. */
    STALLED(4),
    /**
     * The program of the member had not arrived at the deadline of a collective under the EXCLUDE policy. Or a handler
     * of the member did not end after its interrupt.
     */
    HUNG(5),
    /** The live time of the member ended. */
    EXPIRED(6),
    /** The member left with a LEAVE frame. */
    LEFT(7),
    /** The program of the member ended with an exception. */
    FAILED(8),
    /** A newer process took over the rank of the member. */
    REPLACED(9),
    /** The member broke the protocol. */
    PROTOCOL(10),
    /** The member could not prove that it knows the shared secret. */
    UNAUTHENTICATED(11),
    /** An operator removed the member. */
    REMOVED(12),
    /**
     * The disk of the member or of the master could not store or return the bytes of a value. Member and master were
     * then out of step.
     */
    LOCAL(13);

    private final int code;

    Cause(int code) {
        this.code = code;
    }

    /** Returns the code of this cause on the wire. The protocol never reuses a code. */
    public int code() {
        return code;
    }

    /** Returns the cause of a wire code, or null if this version does not know it. */
    public static Cause ofCode(int code) {
        for (Cause cause : values()) {
            if (cause.code == code) {
                return cause;
            }
        }
        return null;
    }

    /**
     * Returns whether the departure was planned. A planned departure counts neither as a loss nor as a failed attempt.
     */
    public boolean isPlanned() {
        return this == LEFT || this == EXPIRED;
    }
}
