package dev.comm.api.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A batch of inputs for one handler, with options. Immutable: each option returns a new batch.
 *
 * @param <I> type of the inputs
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class TaskBatch<I, O> {
    private final String handler;
    private final List<I> inputs;
    private final Class<O> out;
    private final Options options;

    private TaskBatch(String handler, List<I> inputs, Class<O> out, Options options) {
        this.handler = handler;
        this.inputs = inputs;
        this.out = out;
        this.options = options;
    }

    /**
     * Creates a batch with one task for each input. It copies the list; the inputs must not change until the run has
     * ended.
     */
    public static <I, O> TaskBatch<I, O> of(String handler, Collection<? extends I> inputs, Class<O> out) {
        return new TaskBatch<>(
                handler,
                Collections.unmodifiableList(new ArrayList<I>(inputs)),
                out,
                new Options(null, null, 0, 3, 0, -1, ""));
    }

    /** Sets the expected time of a task: a node whose live time ends sooner does not receive it (T3). */
    public TaskBatch<I, O> estimate(Duration value) {
        Options o = options;
        return with(new Options(value, o.timeout, o.priority, o.attempts, o.retries, o.rank, o.label));
    }

    /** Sets the time limit of an attempt; the master then cancels it and counts a handler failure. */
    public TaskBatch<I, O> timeout(Duration value) {
        Options o = options;
        return with(new Options(o.estimate, value, o.priority, o.attempts, o.retries, o.rank, o.label));
    }

    /** Sets the priority; tasks of a higher priority go first. The default is 0. */
    public TaskBatch<I, O> priority(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, value, o.attempts, o.retries, o.rank, o.label));
    }

    /** Sets how many charged losses make a task fail. The default is 3. */
    public TaskBatch<I, O> attempts(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, value, o.retries, o.rank, o.label));
    }

    /** Sets how often the master retries a task after its handler failed. The default is 0. */
    public TaskBatch<I, O> retries(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, o.attempts, value, o.rank, o.label));
    }

    /** Restricts the tasks to one rank. */
    public TaskBatch<I, O> onRank(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, o.attempts, o.retries, value, o.label));
    }

    /** Restricts the tasks to nodes with this label. */
    public TaskBatch<I, O> onLabel(String value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, o.attempts, o.retries, o.rank, value));
    }

    /** Name of the handler. */
    public String handler() {
        return handler;
    }

    /** The inputs in order. */
    public List<I> inputs() {
        return inputs;
    }

    /** Type of the values. */
    public Class<O> out() {
        return out;
    }

    /** The options. */
    public Options options() {
        return options;
    }

    private TaskBatch<I, O> with(Options changed) {
        return new TaskBatch<>(handler, inputs, out, changed);
    }

    /**
     * The options of a batch.
     *
     * @param estimate expected time, or null
     * @param timeout time limit of an attempt, or null
     * @param priority higher goes first
     * @param attempts charged losses until a task fails
     * @param retries retries after handler failures
     * @param rank the only rank, or -1
     * @param label the required label, or empty
     */
    public record Options(
            Duration estimate, Duration timeout, int priority, int attempts, int retries, int rank, String label) {}
}
