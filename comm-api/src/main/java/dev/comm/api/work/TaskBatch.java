package dev.comm.api.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Inputs for one handler, and how to treat them. Immutable: each option gives a new batch.
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

    /** A task for each input; the list is copied, the inputs must not change until the run has ended. */
    public static <I, O> TaskBatch<I, O> of(String handler, Collection<? extends I> inputs, Class<O> out) {
        return new TaskBatch<>(
                handler,
                Collections.unmodifiableList(new ArrayList<I>(inputs)),
                out,
                new Options(null, null, 0, 3, 0, -1, ""));
    }

    /** How long a task takes, about: a node whose live time ends sooner does not get it (T3). */
    public TaskBatch<I, O> estimate(Duration value) {
        Options o = options;
        return with(new Options(value, o.timeout, o.priority, o.attempts, o.retries, o.rank, o.label));
    }

    /** How long a handler may take; then the attempt is cancelled and counts as a handler failure. */
    public TaskBatch<I, O> timeout(Duration value) {
        Options o = options;
        return with(new Options(o.estimate, value, o.priority, o.attempts, o.retries, o.rank, o.label));
    }

    /** Tasks of a higher priority go first; 0 is the default. */
    public TaskBatch<I, O> priority(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, value, o.attempts, o.retries, o.rank, o.label));
    }

    /** How many losses may be charged to a task before it fails; 3 is the default. */
    public TaskBatch<I, O> attempts(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, value, o.retries, o.rank, o.label));
    }

    /** How often a task is tried again after its handler failed; 0 is the default. */
    public TaskBatch<I, O> retries(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, o.attempts, value, o.rank, o.label));
    }

    /** Only this rank may do the tasks. */
    public TaskBatch<I, O> onRank(int value) {
        Options o = options;
        return with(new Options(o.estimate, o.timeout, o.priority, o.attempts, o.retries, value, o.label));
    }

    /** Only nodes that announced this label may do the tasks. */
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

    /** How to treat the tasks. */
    public Options options() {
        return options;
    }

    private TaskBatch<I, O> with(Options changed) {
        return new TaskBatch<>(handler, inputs, out, changed);
    }

    /**
     * How to treat the tasks of a batch.
     *
     * @param estimate expected time, or null
     * @param timeout bound on an attempt, or null
     * @param priority higher goes first
     * @param attempts charged losses until a task fails
     * @param retries tries after a handler failure
     * @param rank the only rank, or -1
     * @param label the needed label, or empty
     */
    public record Options(
            Duration estimate, Duration timeout, int priority, int attempts, int retries, int rank, String label) {}
}
