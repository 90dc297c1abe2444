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

    /** Returns whether the rank of another variable is that of the step, so that srun itself gave both. */
    static boolean hasRank(Variables variables, String rank) {
        return of(variables)
                .filter(step -> variables.text(rank).equals(Optional.of(Integer.toString(step.task))))
                .isPresent();
    }

    /** Returns the key of the run. A job that is started again is another run, as is a number that is used again. */
    RunKey key(Variables variables) {
        String restart = variables.text("SLURM_RESTART_COUNT").orElse("0");
        String port = variables
                .text("SLURM_STEP_LAUNCHER_PORT")
                .map(each -> "." + each)
                .orElse("");
        return RunKey.of("slurm", job + "." + step + "." + restart + port);
    }

    Team team(Variables variables) {
        String hosts = variables.first(RankScheme.HOSTS).orElse("");
        String self = variables.text("SLURMD_NODENAME").orElse("");
        boolean isOneHost = variables.number("SLURM_STEP_NUM_NODES").orElse(0) == 1;
        return new Team(hosts, self, isOneHost);
    }
}
