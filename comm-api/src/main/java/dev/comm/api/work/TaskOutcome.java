package dev.comm.api.work;

import dev.comm.api.error.TaskFailedException;
import org.apiguardian.api.API;

/**
 * The end of one task: a value or a failure.
 *
 * @param index position of the task's input in the batch, from 0
 * @param value the value if it is done
 * @param failure the failure, or null
 * @param attempts number of attempts
 * @param rank the node of the accepted result, or -1
 * @param <O> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TaskOutcome<O>(int index, O value, TaskFailedException failure, int attempts, int rank) {
    /** Whether there is a value (null counts). */
    public boolean isDone() {
        return failure == null;
    }
}
