package dev.comm.cluster;

import java.util.Optional;

/**
 * A task of a Slurm step.
 *
 * @param job the id of the job
 * @param step the id of the step within the job
 * @param task the number of the task, from 0
 * @param tasks the number of tasks
 */
record SlurmStep(String job, long step, int task, int tasks) {
    /** Numbers from here on stand for the batch script, the shell of salloc and the like. */
    private static final long SPECIAL = 0xffff_fff0L;

    /** Returns the step, or empty in the script of a batch job and outside of Slurm. */
    static Optional<SlurmStep> of(Variables variables) {
        Optional<String> id = variables.text("SLURM_STEP_ID").filter(text -> text.matches("\\d{1,10}"));
        Optional<String> job = variables.text("SLURM_JOB_ID");
        boolean isTask = variables.text("SLURM_PROCID").isPresent()
                && variables.text("SLURM_STEP_NUM_TASKS").isPresent();
        if (id.isEmpty() || job.isEmpty() || !isTask || Long.parseLong(id.get()) >= SPECIAL) {
            return Optional.empty();
        }
        return Optional.of(new SlurmStep(
                job.get(),
                Long.parseLong(id.get()),
                variables.number("SLURM_PROCID").orElseThrow(),
                variables.number("SLURM_STEP_NUM_TASKS").orElseThrow()));
    }

    /**
     * Returns whether srun itself set the variables of another process manager, as with {@code --mpi=pmi2}. Then the id
     * of that manager's job ends in the numbers of this job and step. A manager that was started inside the step has an
     * id of its own or none.
     *
     * @param id variable with the id
     */
    static boolean isManager(Variables variables, String id) {
        String own = variables.text(id).orElse("");
        return of(variables)
                .filter(step -> ("." + own).endsWith("." + step.job + "." + step.step))
                .isPresent();
    }

    /**
     * Returns the key of the run. A job that is started again is another run. Newer versions of Slurm tell when the job
     * started, so there a number that is used again is another run too. The ports of srun cannot tell runs apart,
     * because they differ between the groups of a heterogeneous step and between parts of a large step.
     */
    RunKey key(Variables variables) {
        String restart = variables.text("SLURM_RESTART_COUNT").orElse("0");
        String start =
                variables.text("SLURM_JOB_START_TIME").map(each -> "." + each).orElse("");
        return RunKey.of("slurm", job + "." + step + "." + restart + start);
    }

    Team team(Variables variables) {
        String hosts = variables.first(RankScheme.HOSTS).orElse("");
        String self = variables.text("SLURMD_NODENAME").orElse("");
        boolean isOneHost = variables.number("SLURM_STEP_NUM_NODES").orElse(0) == 1;
        return new Team(hosts, self, isOneHost);
    }
}
