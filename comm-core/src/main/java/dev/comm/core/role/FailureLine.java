package dev.comm.core.role;

import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.MasterLostException;
import dev.comm.core.communicator.CallerLine;

/** The line of a rank with a program that ended with an exception. */
final class FailureLine {
    private FailureLine() {}

    /**
     * Whether the fault is in this process, so that its stack shows it. A call that ended because another member did
     * not come, or because the membership was over, has its cause elsewhere.
     */
    static boolean beganHere(Throwable error) {
        return !(error instanceof CollectiveTimeoutException
                || error instanceof CallTimeoutException
                || error instanceof MasterLostException
                || error instanceof ClosedException);
    }

    /** One line: the exception, and its place in the program. */
    static String of(Throwable error) {
        return error.getMessage() + "; the program was at " + CallerLine.of(error);
    }
}
