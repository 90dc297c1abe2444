package dev.comm.api.settings;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task of a Slurm step that has more than one task. The script of a batch job is no such task.
 *
 * @param rank the number of the task, from 0
 * @param tasks the number of tasks
 */
record SlurmTask(int rank, int tasks) {
    /** Step numbers from here on stand for the batch script, the shell of salloc and the like. */
    private static final long SPECIAL_STEPS = 0xffff_fff0L;

    static Optional<SlurmTask> of(Map<String, String> environment) {
        try {
            long step = number(environment, "SLURM_STEP_ID");
            SlurmTask task = new SlurmTask(
                    Math.toIntExact(number(environment, "SLURM_PROCID")),
                    Math.toIntExact(number(environment, "SLURM_STEP_NUM_TASKS")));
            boolean isTask = step < SPECIAL_STEPS && task.tasks > 1;
            return isTask && isThis(number(environment, "SLURM_TASK_PID")) ? Optional.of(task) : Optional.empty();
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, String> environment, String name) {
        return Long.parseLong(environment.getOrDefault(name, ""));
    }

    /** Returns whether a process is this one or one of its ancestors, as under a wrapper. */
    private static boolean isThis(long pid) {
        return Stream.iterate(
                        Optional.of(ProcessHandle.current()),
                        Optional::isPresent,
                        each -> each.flatMap(ProcessHandle::parent))
                .limit(64)
                .anyMatch(each -> each.get().pid() == pid);
    }
}
