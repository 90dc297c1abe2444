package dev.comm.api.frame;

import org.apiguardian.api.API;

/** What a collective does; the codes are part of the protocol. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum CollectiveKind {
    /** Everybody waits for everybody. */
    BARRIER(1),
    /** All values to rank 0. */
    COLLECT(2),
    /** All values to rank 0, handed over one by one. */
    COLLECT_EACH(3),
    /** One value from rank 0 to all. */
    DISTRIBUTE(4),
    /** One value for each from rank 0. */
    SCATTER(5),
    /** All values to all. */
    ALL_GATHER(6),
    /** All values combined at rank 0. */
    REDUCE(7),
    /** All values combined at everybody. */
    ALL_REDUCE(8),
    /** A new communicator of the same members. */
    DUP(9),
    /** Lets in who waits in the lobby. */
    ADMIT(10),
    /** Not a collective: the member serves requests and cannot take part in what was called. */
    SERVING(11);

    private static final CollectiveKind[] ALL = values();

    private final int code;

    CollectiveKind(int code) {
        this.code = code;
    }

    /** The code on the wire. */
    public int code() {
        return code;
    }

    /** The kind of a code, or null if this version does not know it. */
    public static CollectiveKind ofCode(int code) {
        return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
    }

    /** Whether rank 0 sends bytes to the others before the decision. */
    public boolean isPushed() {
        return this == DISTRIBUTE || this == SCATTER || this == ADMIT;
    }

    /** Whether every member contributes a value. */
    public boolean isContributed() {
        return this == COLLECT || this == COLLECT_EACH || this == ALL_GATHER || this == REDUCE || this == ALL_REDUCE;
    }

    /** Whether the decision carries values to all members. */
    public boolean isReturned() {
        return this == ALL_GATHER || this == ALL_REDUCE;
    }
}
