package dev.comm.api.work;

import org.apiguardian.api.API;

/**
 * A running batch of tasks. Iteration gives outcomes in the order of completion, waits for the next, and ends when all tasks have ended;
 * it may be done once, by one thread. Closing it cancels what has not ended.
 *
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface TaskRun<O> extends Iterable<TaskOutcome<O>>, AutoCloseable {
    /** Where the batch stands now. */
    TaskCounts counts();

    /** Cancels what has not ended; those tasks fail with a {@link dev.comm.api.TaskFailedException}. */
    void cancel();

    @Override
    void close();
}
