package dev.comm.api;

import org.apiguardian.api.API;

/** Why a member departed: the exhaustive list that every survivor sees. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Cause {
    /** Its connection ended without a goodbye: most often the process was killed. */
    CLOSED(1),
    /** Its connection was reset: the process died with unread bytes, or a network device cut it. */
    RESET(2),
    /** Nothing was heard from it for the dead timeout. */
    SILENT(3),
    /** It stopped reading: its outbound budget or its socket stood still. */
    STALLED(4),
    /** Its program had not arrived at a collective's deadline under the EXCLUDE policy. */
    HUNG(5),
    /** Its live time ended. */
    EXPIRED(6),
    /** It left in an orderly way. */
    LEFT(7),
    /** Its program ended with an exception. */
    FAILED(8),
    /** A newer process took its rank. */
    REPLACED(9),
    /** It broke the protocol. */
    PROTOCOL(10),
    /** It could not prove the shared secret. */
    UNAUTHENTICATED(11),
    /** An operator removed it. */
    REMOVED(12);

    private final int code;

    Cause(int code) {
        this.code = code;
    }

    /** The code that stands for this cause on the wire; never reused. */
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

    /** Whether the member went on purpose, so that nobody has to be worried or charged. */
    public boolean isPlanned() {
        return this == LEFT || this == EXPIRED;
    }
}
