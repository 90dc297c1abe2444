package dev.comm.api.protocol;

import org.apiguardian.api.API;

/** The kinds of collectives; the codes are part of the protocol. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CollectiveKind {
    /** All members wait for each other. */
    BARRIER(1),
    /** Rank 0 receives all values. */
    COLLECT(2),
    /** Rank 0 receives all values and passes them to the program one by one. */
    COLLECT_EACH(3),
    /** Rank 0 sends one value to all ranks. */
    DISTRIBUTE(4),
    /** Rank 0 sends each rank its own value. */
    SCATTER(5),
    /** All ranks receive all values. */
    ALL_GATHER(6),
    /** Rank 0 receives the combination of all values. */
    REDUCE(7),
    /** All ranks receive the combination of all values. */
    ALL_REDUCE(8),
    /** Creates a communicator with the same members. */
    DUP(9),
    /** Admits the nodes that wait in the lobby. */
    ADMIT(10),
    /** Not a collective: the member serves requests and cannot take part in the called collective. */
    SERVING(11),
    /** Each rank sends each rank its own value. */
    ALL_TO_ALL(12);

    private static final CollectiveKind[] ALL = values();

    private final int code;

    CollectiveKind(int code) {
        this.code = code;
    }

    /** Returns the code on the wire. */
    public int code() {
        return code;
    }

    /** Returns the kind of a code, or null if this version does not know it. */
    public static CollectiveKind ofCode(int code) {
        return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
    }

    /** Returns whether rank 0 sends bytes to the other ranks before the decision. */
    public boolean isPushed() {
        return this == DISTRIBUTE || this == SCATTER || this == ADMIT;
    }

    /** Returns whether every member contributes a value. */
    public boolean isContributed() {
        return this == COLLECT
                || this == COLLECT_EACH
                || this == ALL_GATHER
                || this == REDUCE
                || this == ALL_REDUCE
                || this == ALL_TO_ALL;
    }

    /** Returns whether the decision carries the same values to all members. */
    public boolean isReturned() {
        return this == ALL_GATHER || this == ALL_REDUCE;
    }
}
