package dev.comm.core.role;

import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.MasterLostException;
import dev.comm.core.communicator.CallerLine;

/** The last log line of a rank whose program ended with an exception. */
final class FailureLine {
    private FailureLine() {}

    /**
     * Returns whether the fault is in this process, so that the stack trace helps to find it. The cause is elsewhere if
     * a call ended because another member did not arrive or because the membership was over.
     */
    static boolean beganHere(Throwable error) {
        return !(error instanceof CollectiveTimeoutException
                || error instanceof CallTimeoutException
                || error instanceof MasterLostException
                || error instanceof ClosedException);
    }

    /** Returns one line with the message of the exception and its place in the program. */
    static String of(Throwable error) {
        return error.getMessage() + "; the program was at " + CallerLine.of(error);
    }
}
