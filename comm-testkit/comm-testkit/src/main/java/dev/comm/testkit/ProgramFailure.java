package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * A program of a run ended by something that no fault explains and that the test did not allow. Its cause is what the
 * program threw; on the engine PROCESS that is a {@link DistantException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProgramFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    private final int rank;

    ProgramFailure(int rank, String message, Throwable cause) {
        super(message, cause);
        this.rank = rank;
        setStackTrace(cause.getStackTrace());
    }

    /** The rank whose program ended. */
    public int rank() {
        return rank;
    }
}
