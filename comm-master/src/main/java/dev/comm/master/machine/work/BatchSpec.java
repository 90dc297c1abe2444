package dev.comm.master.machine.work;

import dev.comm.api.work.TaskBatch;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The description of a batch, without its inputs.
 *
 * @param handler name of the handler for the tasks
 * @param total number of tasks, or {@link #UNKNOWN} until the program reports the end of its inputs
 * @param estimateNanos expected time of a task, or -1
 * @param timeoutNanos time limit of an attempt, or -1
 * @param priority priority; a batch with a higher value goes first
 * @param attempts number of charged losses after which a task fails, at least 1
 * @param retries number of retries after failures of the handler
 * @param rank the only rank for the tasks, or -1
 * @param label required label of a node, or empty
 * @param nodesNanos time after which tasks that no living node can take fail, or -1 for the time in the settings
 * @param lookAhead maximum number of inputs and outcomes of the batch at the master, or 0 for the default
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BatchSpec(
        String handler,
        int total,
        long estimateNanos,
        long timeoutNanos,
        int priority,
        int attempts,
        int retries,
        int rank,
        String label,
        long nodesNanos,
        int lookAhead) {
    /** The total of a batch whose inputs come from an iterator that has not ended. */
    public static final int UNKNOWN = -1;

    /** Creates a description from the options of a user. */
    public static BatchSpec of(String handler, int total, TaskBatch.Options options) {
        return new BatchSpec(
                handler,
                total,
                nanos(options.estimate()),
                nanos(options.timeout()),
                options.priority(),
                Math.max(1, options.attempts()),
                options.retries(),
                options.rank(),
                options.label(),
                nanos(options.waitForNodes()),
                options.lookAhead());
    }

    private static long nanos(Duration duration) {
        if (duration == null) {
            return -1;
        }
        return duration.getSeconds() >= Integer.MAX_VALUE ? Integer.MAX_VALUE * 1_000_000_000L : duration.toNanos();
    }
}
