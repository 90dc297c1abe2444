package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * The reason why a call ended without a verdict or result.
 *
 * @param kind kind of failure, which determines the exception of the communicator
 * @param detail message of the exception, with the cure, the failure, and the member concerned
 * @param cause error in Comm if the kind is BUG, or null
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Failure(Kind kind, String detail, Throwable cause) {
    /** Creates a failure that is not a bug. */
    public Failure(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** The kinds of failures. */
    public enum Kind {
        /** The master is lost. It is unknown whether the call took effect. */
        MASTER_LOST,
        /** The master fenced this incarnation. It is unknown whether the call took effect. */
        FENCED,
        /** This process closed the role. */
        CLOSED,
        /** The deadline passed. */
        TIMEOUT,
        /** The communicator is unusable after a mismatch. */
        BROKEN,
        /** The other member has departed. */
        MEMBER_LOST,
        /** The call is not possible in the present state, for example a second collective at the same time. */
        ILLEGAL_STATE,
        /** The master did not admit this process. */
        NOT_ADMITTED,
        /** The secrets differ. */
        UNAUTHENTICATED,
        /** The call exceeded a limit. */
        LIMIT,
        /** Comm itself has a bug. */
        BUG
    }
}
