package dev.comm.api.work;

import java.util.SortedMap;
import org.apiguardian.api.API;

/**
 * A running batch of tasks. Iteration returns outcomes in the order of completion, waits for the next outcome, and ends
 * when all tasks have ended. A task that no living node can take also ends, after the time of
 * {@link TaskBatch#waitForNodes} (W2). One thread may iterate once. Closing the run cancels the open tasks.
 *
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface TaskRun<O> extends Iterable<TaskOutcome<O>>, AutoCloseable {
    /** Returns the present progress of the batch. */
    TaskCounts counts();

    /** Returns the reported progress of running tasks, from 0 to 1, by index. It omits tasks without a report. */
    SortedMap<Integer, Double> progress();

    /** Cancels the open tasks, which fail with a {@link dev.comm.api.error.TaskFailedException}. */
    void cancel();

    @Override
    void close();
}
