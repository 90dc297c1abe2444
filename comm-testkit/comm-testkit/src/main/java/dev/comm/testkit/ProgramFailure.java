package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * The failure of a program that ended with an exception that no fault explains and that the test did not allow. Its
 * cause is the exception of the program; on the engine PROCESS the cause is a {@link DistantException}.
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

    /** Returns the rank of the program that ended. */
    public int rank() {
        return rank;
    }
}
