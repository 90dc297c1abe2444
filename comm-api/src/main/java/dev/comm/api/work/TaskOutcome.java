package dev.comm.api.work;

import dev.comm.api.error.TaskFailedException;
import org.apiguardian.api.API;

/**
 * The end of one task: a value or a failure.
 *
 * @param index position of the task's input in the batch, from 0
 * @param value value of a task that succeeded, possibly null
 * @param failure the failure, or null
 * @param attempts number of attempts
 * @param rank rank of the node that gave the accepted result, or -1
 * @param <O> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TaskOutcome<O>(int index, O value, TaskFailedException failure, int attempts, int rank) {
    /** Returns whether the task succeeded, so that it has a value; null counts as a value. */
    public boolean isDone() {
        return failure == null;
    }
}
