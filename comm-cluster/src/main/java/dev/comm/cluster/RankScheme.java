package dev.comm.cluster;

import java.util.List;

/**
 * The variables of a process manager.
 *
 * @param name the name of the provider
 * @param rank the variable with the rank
 * @param size the variable with the number of ranks
 * @param tasksHere the variable with the number of ranks on this host
 * @param keys variables that together with the name tell runs apart; the first one that is set counts, unless
 *     {@code COMM_RUN_ID} is set
 */
record RankScheme(String name, String rank, String size, String tasksHere, List<String> keys) {
    /** Variables with the hosts of the job as a list. */
    static final List<String> HOSTS = List.of("SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST");

    /**
     * Returns the key that tells this run from others.
     *
     * @throws IllegalArgumentException if no variable does
     */
    RunKey key(Variables variables) {
        String key = variables
                .text("COMM_RUN_ID")
                .or(() -> variables.first(keys))
                .orElseThrow(() -> new IllegalArgumentException("export COMM_RUN_ID, 32 hexadecimal digits that are"
                        + " equal in all ranks and new for each run: " + rank + " gives the rank, and none of " + keys
                        + " tells runs apart"));
        return RunKey.of(name, key);
    }
}
