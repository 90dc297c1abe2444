package dev.comm.api.machine;

import org.apiguardian.api.API;

/**
 * Why a call ended without a verdict or result.
 *
 * @param kind what happened; the communicator turns it into an exception
 * @param detail a sentence for people: what happened, to whom, what to do
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Failure(Kind kind, String detail) {
    /** What happened. */
    public enum Kind {
        /** The master is gone; whether the call took effect is unknown. */
        MASTER_LOST,
        /** This incarnation was declared gone; whether the call took effect is unknown. */
        FENCED,
        /** The role was closed by this process. */
        CLOSED,
        /** The deadline passed. */
        TIMEOUT,
        /** The communicator is unusable after a mismatch. */
        BROKEN,
        /** The other member is gone. */
        MEMBER_LOST,
        /** The call makes no sense now, for example a second collective at the same time. */
        ILLEGAL_STATE,
        /** The peers could not agree on a common setup. */
        NOT_ADMITTED,
        /** The secrets differ. */
        UNAUTHENTICATED,
        /** A limit was reached. */
        LIMIT,
        /** Comm itself failed. */
        BUG
    }
}
