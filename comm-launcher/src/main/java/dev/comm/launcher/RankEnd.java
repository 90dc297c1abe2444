package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The end of the process of one rank.
 *
 * @param rank the rank; for a spare its number, from the number of ranks on
 * @param spare whether the process was started as a spare
 * @param pid process id
 * @param started start of the process on the wall clock
 * @param ran duration of the process
 * @param exitCode exit code as in a shell: 128 + the number of the signal that ended the process
 * @param stopped whether the launcher stopped the process
 * @param left whether rank 0 recorded that the rank left in order
 */
record RankEnd(
        int rank, boolean spare, long pid, Instant started, Duration ran, int exitCode, boolean stopped, boolean left) {
    private static final int SIGNALLED = 128;
    private static final int SIGNAL_MAX = 64;

    /** Returns this end, of a rank that left in order. */
    RankEnd afterLeave() {
        return new RankEnd(rank, spare, pid, started, ran, exitCode, stopped, true);
    }

    /** Returns whether the process failed and was not stopped by the launcher. */
    boolean failed() {
        return exitCode != 0 && !stopped && !isDrained();
    }

    /**
     * Returns whether the process was asked to end by SIGTERM, and its rank left in order. Rank 0 decides for itself.
     */
    boolean isDrained() {
        return rank > 0 && left && !stopped && exitCode == ExitCode.TERMINATED.code();
    }

    /** Returns whether the process ended with a code that Comm uses for a process that never became a member. */
    boolean failedToStart() {
        return exitCode == ExitCode.CONFIGURATION.code() || exitCode == ExitCode.NOT_ADMITTED.code();
    }

    /** Returns the signal that ended the process, or 0. A program that exits with such a code gives the same result. */
    int signal() {
        return exitCode > SIGNALLED && exitCode <= SIGNALLED + SIGNAL_MAX ? exitCode - SIGNALLED : 0;
    }

    /** Describes the end, for example {@code rank 2 ended with code 137 (or signal 9) after 1.2 s}. */
    String describe() {
        String how = signal() > 0
                ? "ended with code " + exitCode + " (or signal " + signal() + ")"
                : "ended with " + exitCode;
        String by = stopped ? " (stopped by comm run)" : "";
        return String.format(Locale.ROOT, "%s %s after %.1f s%s", name(rank, spare), how, seconds(), by);
    }

    /** Returns the name of a process, for messages. */
    static String name(int rank, boolean spare) {
        return (spare ? "spare " : "rank ") + rank;
    }

    /** Returns the time of the end on the wall clock. */
    Instant ended() {
        return started.plus(ran);
    }

    double seconds() {
        return ran.toMillis() / 1000.0;
    }
}
