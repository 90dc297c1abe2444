package dev.comm.testkit.live;

import org.apiguardian.api.API;

/**
 * Exit codes of a forked member that are not its program's. A program that ends has those of {@code Communicator.run};
 * a process that is killed by a signal has 128 and the signal's number.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum MemberExit {
    /** The scenario threw or ended before it came to {@code run()}. */
    NOT_PLAYED(91),
    /** The process that had started it is gone. */
    ORPHANED(92),
    /** Nobody ended it in time. */
    OVERDUE(93);

    private final int code;

    MemberExit(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** Ends this process at once, without shutdown hooks. */
    public void halt() {
        halt(code);
    }

    /** The same with any code. */
    public static void halt(int code) {
        Runtime.getRuntime().halt(code);
    }

    /** Ends this process in order, as a program's {@code main} does. */
    public static void exit(int code) {
        System.exit(code);
    }
}
