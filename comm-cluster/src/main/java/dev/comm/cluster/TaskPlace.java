package dev.comm.cluster;

/**
 * The rank of a task. The last tasks of a run are its spares, which have the rank -1.
 *
 * @param rank the rank, or -1
 * @param size number of ranks without spares, or 0 if it is not known
 * @param spares number of spares
 * @param source the variable that gives the number of the task
 */
record TaskPlace(int rank, int size, int spares, String source) {
    /**
     * Returns the place of a task.
     *
     * @param task the number of the task, from 0
     * @param tasks the number of tasks, or 0 if it is not known
     * @throws IllegalArgumentException if there is no rank beside the spares
     */
    static TaskPlace of(int task, int tasks, int spares, String source) {
        if (tasks == 0) {
            return new TaskPlace(task, 0, 0, source);
        }
        if (spares >= tasks) {
            throw new IllegalArgumentException("lower COMM_SPARES, or start more tasks: " + spares
                    + " spares leave no rank of " + tasks + " tasks");
        }
        if (task >= tasks) {
            throw new IllegalArgumentException("correct the variables of the scheduler: task " + task + " (from "
                    + source + ") is not one of " + tasks);
        }
        int size = tasks - spares;
        return new TaskPlace(task < size ? task : -1, size, spares, source);
    }

    boolean isMaster() {
        return rank == 0;
    }
}
