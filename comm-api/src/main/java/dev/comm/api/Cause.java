package dev.comm.api;

import org.apiguardian.api.API;

/** The reasons for a departure; every survivor sees the same one. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Cause {
    /** Its connection ended without a LEAVE frame: usually the process was killed. */
    CLOSED(1),
    /** Its connection was reset: the process died with unread bytes, or a network device reset the connection. */
    RESET(2),
    /** The master received nothing from it for the dead timeout. */
    SILENT(3),
    /** It stopped reading: its outbound queue or its socket made no progress. */
    STALLED(4),
    /**
     * Its program had not arrived at a collective's deadline under the EXCLUDE policy, or one of its handlers did not
     * end after its interrupt.
     */
    HUNG(5),
    /** Its live time ended. */
    EXPIRED(6),
    /** It left with a LEAVE frame. */
    LEFT(7),
    /** Its program ended with an exception. */
    FAILED(8),
    /** A newer process took over its rank. */
    REPLACED(9),
    /** It broke the protocol. */
    PROTOCOL(10),
    /** It could not prove the shared secret. */
    UNAUTHENTICATED(11),
    /** An operator removed it. */
    REMOVED(12),
    /**
     * Its own disk, or the master's, could not hold or give back the bytes of a value, and the two were out of step.
     */
    LOCAL(13);

    private final int code;

    Cause(int code) {
        this.code = code;
    }

    /** The code of this cause on the wire; codes are never reused. */
    public int code() {
        return code;
    }

    /** The cause of a wire code, or null if this version does not know it. */
    public static Cause ofCode(int code) {
        for (Cause cause : values()) {
            if (cause.code == code) {
                return cause;
            }
        }
        return null;
    }

    /** Whether the departure was planned, so it counts neither as a loss nor as a failed attempt. */
    public boolean isPlanned() {
        return this == LEFT || this == EXPIRED;
    }
}
