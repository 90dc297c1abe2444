package dev.comm.testkit.live;

import org.apiguardian.api.API;

/**
 * The exit codes of a forked member that do not come from its program. A program that ends has the exit codes of
 * {@code Communicator.run}. A process that a signal kills has 128 and the number of the signal.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MemberExit {
    /** The scenario threw or ended before it reached {@code run()}. */
    NOT_PLAYED(91),
    /** The process that had started the member is gone. */
    ORPHANED(92),
    /** The member was not ended in time. */
    OVERDUE(93);

    private final int code;

    MemberExit(int code) {
        this.code = code;
    }

    /** Returns the exit code. */
    public int code() {
        return code;
    }

    /** Ends this process at once, without shutdown hooks. */
    public void halt() {
        halt(code);
    }

    /** Ends this process at once with any exit code, without shutdown hooks. */
    public static void halt(int code) {
        Runtime.getRuntime().halt(code);
    }

    /** Ends this process in order, as the {@code main} method of a program does. */
    public static void exit(int code) {
        System.exit(code);
    }
}
