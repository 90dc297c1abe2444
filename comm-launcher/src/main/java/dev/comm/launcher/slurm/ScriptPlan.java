package dev.comm.launcher.slurm;

import java.time.Duration;
import java.util.List;

/**
 * The plan of a batch job.
 *
 * @param command program and arguments, the same for every rank
 * @param ranks number of ranks, with rank 0, the master
 * @param spares number of further processes, which replace ranks that are lost
 * @param cpusPerTask number of processors for each process
 * @param time time limit of the job, or null for the default of the site
 * @param grace time for work that was asked to end, or null for Comm's default
 * @param name name of the job
 * @param output file for the output, in which Slurm replaces {@code %j} by the number of the job
 */
public record ScriptPlan(
        List<String> command,
        int ranks,
        int spares,
        int cpusPerTask,
        Duration time,
        Duration grace,
        String name,
        String output) {
    /** The time from the request to end until the time limit, if no grace is given. */
    private static final Duration NOTICE = Duration.ofSeconds(60);

    /** The time that rank 0 has after the grace, to write its results. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(35);

    /** The time by which Slurm may send the signal too early. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    /** Returns how long before the time limit Slurm asks the ranks to end. */
    public Duration notice() {
        return grace == null ? NOTICE : grace.plus(AFTER_GRACE);
    }

    /** Returns the time limit that is too short, because Slurm might ask the ranks to end at once. */
    public Duration tooShort() {
        return notice().plus(EARLY);
    }

    /** Returns the number of processes. */
    int tasks() {
        return ranks + spares;
    }
}
