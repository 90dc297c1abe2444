package dev.comm.api.work;

import java.util.SortedMap;
import org.apiguardian.api.API;

/**
 * A running batch of tasks. Iteration returns outcomes in the order of completion, waits for the next one, and ends
 * when all tasks have ended. Tasks that no living node can take end too, after {@link TaskBatch#waitForNodes} (W2). One
 * thread may iterate once. Closing cancels the open tasks.
 *
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface TaskRun<O> extends Iterable<TaskOutcome<O>>, AutoCloseable {
    /** The present progress of the batch. */
    TaskCounts counts();

    /** The reported progress of running tasks, from 0 to 1, by index; it omits tasks without a report. */
    SortedMap<Integer, Double> progress();

    /** Cancels the open tasks, which fail with a {@link dev.comm.api.error.TaskFailedException}. */
    void cancel();

    @Override
    void close();
}
