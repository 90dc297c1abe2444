package dev.comm.api.work;

import java.util.SortedMap;
import org.apiguardian.api.API;

/**
 * A running batch of tasks. Iteration gives outcomes in the order of completion, waits for the next, and ends when all
 * tasks have ended; it may be done once, by one thread. Closing it cancels what has not ended.
 *
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface TaskRun<O> extends Iterable<TaskOutcome<O>>, AutoCloseable {
    /** Where the batch stands now. */
    TaskCounts counts();

    /**
     * How far running tasks say they are, from 0 to 1, by index; those whose handler said nothing yet are not among
     * them.
     */
    SortedMap<Integer, Double> progress();

    /** Cancels what has not ended; those tasks fail with a {@link dev.comm.api.TaskFailedException}. */
    void cancel();

    @Override
    void close();
}
