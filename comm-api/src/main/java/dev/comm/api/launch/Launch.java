package dev.comm.api.launch;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** The place that a scheduler gave to this process, and the means to meet the other ranks. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Launch {
    /** Returns the rank: 0 for the master, 1 and above for a node, -1 for a spare. */
    int rank();

    /** Returns the number of ranks, rank 0 included and spares left out, or 0 if the scheduler does not give it. */
    int size();

    /** Returns the number of spare processes of the run, which have the rank -1. The default is 0. */
    default int spares() {
        return 0;
    }

    /** Returns the variable that gives the rank, for messages, as {@code SLURM_PROCID}. */
    String source();

    /** Returns the id of the run: 32 hexadecimal digits, equal in all its processes and different in other runs. */
    String run();

    /** Returns the meeting of the ranks. */
    Meeting meeting();

    /**
     * Returns the time that the scheduler still grants, or empty if it has no limit or does not give it. The call may
     * start a process and last some seconds. Rank 0 calls it once, when it joins.
     */
    Optional<Duration> rest();

    /**
     * Asks the scheduler again for the time that it grants from now on, because a limit may be changed. The answer is
     * empty if the scheduler does not give it, and 365 days or more if it has no limit. Rank 0 alone calls it, on a
     * thread for that: the call may start a process and last some seconds. The default has no answer.
     */
    default Optional<Duration> restNow() {
        return Optional.empty();
    }
}
