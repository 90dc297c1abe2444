package dev.comm.api.work;

import dev.comm.api.error.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A batch of inputs for one handler, with options. Immutable; each method that sets an option returns a new batch.
 *
 * @param <I> type of the inputs
 * @param <O> type of the values
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class TaskBatch<I, O> {
    private final String handler;
    private final BatchInputs<I> inputs;
    private final Class<O> out;
    private final Options options;

    private TaskBatch(String handler, BatchInputs<I> inputs, Class<O> out, Options options) {
        this.handler = handler;
        this.inputs = inputs;
        this.out = out;
        this.options = options;
    }

    /**
     * Creates a batch with one task for each input. The batch copies the list, but not the inputs, which must not
     * change until the run has ended.
     *
     * @throws IllegalArgumentException if the name of the handler does not have 1 to 100 characters or has half a
     *     surrogate pair
     * @throws NullPointerException if an argument is null
     */
    public static <I, O> TaskBatch<I, O> of(String handler, Collection<? extends I> inputs, Class<O> out) {
        Collection<? extends I> given = Arguments.given(inputs, "the inputs of a batch");
        return make(handler, BatchInputs.of(Collections.unmodifiableList(new ArrayList<I>(given))), out);
    }

    /**
     * Creates a batch with one task for each element of an iterator, for inputs that do not fit into memory. The master
     * holds only the inputs of unfinished tasks and the outcomes that the program has not taken, at most
     * {@link #lookAhead} together. So a program that takes outcomes slowly slows the iterator.
     *
     * <pre>{@code
     * Iterator<Long> seeds = LongStream.range(0, 100_000_000).iterator();
     * try (TaskRun<Double> run = master.submit(TaskBatch.from("simulate", seeds, Double.class))) {
     *     for (TaskOutcome<Double> outcome : run) {
     *         total += outcome.isDone() ? outcome.value() : 0;
     *     }
     * }
     * }</pre>
     *
     * <p>The thread that submits the batch takes the first elements, and the thread that iterates the run takes the
     * others. Elements that take long to compute are given one by one, and an outcome waits for at most one of them. An
     * element must not change until its task has ended. {@link TaskCounts#total()} is -1 until the iterator has ended.
     * If the iterator throws an exception, the tasks that were given end as usual, and the iteration of the run then
     * throws this exception. If tasks fail because no node can take them, the run takes no more elements; after the
     * outcomes of the given tasks the iteration throws a {@link dev.comm.api.error.TaskFailedException}.
     *
     * <p>The iterator must not wait for an outcome of the same run, because the run takes an input before it waits. If
     * the iterator asks the run for an outcome, the run throws an {@link IllegalStateException}.
     *
     * <p>The batch can be submitted once.
     *
     * @param inputs iterator with at most 2,147,483,647 elements; with more, the iteration throws a
     *     {@link dev.comm.api.error.LimitException} after as many outcomes
     * @throws IllegalArgumentException if the name of the handler does not have 1 to 100 characters or has half a
     *     surrogate pair
     * @throws NullPointerException if an argument is null
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static <I, O> TaskBatch<I, O> from(String handler, Iterator<? extends I> inputs, Class<O> out) {
        return make(handler, BatchInputs.from(Arguments.given(inputs, "the inputs of a batch")), out);
    }

    private static <I, O> TaskBatch<I, O> make(String handler, BatchInputs<I> inputs, Class<O> out) {
        return new TaskBatch<>(
                Arguments.name(handler, "a handler's name"),
                inputs,
                Arguments.given(out, "the type of a batch's values"),
                new Options(null, null, 0, 3, 0, -1, "", null, 0));
    }

    /**
     * Sets the expected time of a task, or null for none. A node whose live time ends sooner does not receive the task
     * (T3).
     *
     * @throws IllegalArgumentException if it is negative
     */
    public TaskBatch<I, O> estimate(Duration value) {
        Options o = options;
        return with(new Options(
                value, o.timeout, o.priority, o.attempts, o.retries, o.rank, o.label, o.waitForNodes, o.lookAhead));
    }

    /**
     * Sets the time limit of an attempt, or null for none. At the limit the node interrupts the handler, and the master
     * counts a handler failure. A handler that ignores the interrupt loses its slot after the time of the setting
     * {@code term.grace}.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public TaskBatch<I, O> timeout(Duration value) {
        Options o = options;
        return with(new Options(
                o.estimate, value, o.priority, o.attempts, o.retries, o.rank, o.label, o.waitForNodes, o.lookAhead));
    }

    /** Sets the priority. The master sends tasks of a higher priority first. The default is 0. */
    public TaskBatch<I, O> priority(int value) {
        Options o = options;
        return with(new Options(
                o.estimate, o.timeout, value, o.attempts, o.retries, o.rank, o.label, o.waitForNodes, o.lookAhead));
    }

    /**
     * Sets the number of charged losses after which a task fails. The default is 3.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public TaskBatch<I, O> attempts(int value) {
        Options o = options;
        return with(new Options(
                o.estimate, o.timeout, o.priority, value, o.retries, o.rank, o.label, o.waitForNodes, o.lookAhead));
    }

    /**
     * Sets the number of times that the master retries a task after a failure of its handler. The default is 0.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public TaskBatch<I, O> retries(int value) {
        Options o = options;
        return with(new Options(
                o.estimate, o.timeout, o.priority, o.attempts, value, o.rank, o.label, o.waitForNodes, o.lookAhead));
    }

    /**
     * Restricts the tasks to one rank.
     *
     * @throws IllegalArgumentException if the rank is less than 1, because rank 0 is the master, which runs no tasks
     */
    public TaskBatch<I, O> onRank(int value) {
        Options o = options;
        Arguments.atLeast(Options.RANK_MIN, value, Options.RANK);
        return with(new Options(
                o.estimate, o.timeout, o.priority, o.attempts, o.retries, value, o.label, o.waitForNodes, o.lookAhead));
    }

    /**
     * Restricts the tasks to nodes with this label.
     *
     * @throws IllegalArgumentException if no node can have the label, because it does not have 1 to 100 characters or
     *     has half a surrogate pair
     * @throws NullPointerException if the label is null
     */
    public TaskBatch<I, O> onLabel(String value) {
        Options o = options;
        Arguments.name(value, Options.LABEL);
        return with(new Options(
                o.estimate, o.timeout, o.priority, o.attempts, o.retries, o.rank, value, o.waitForNodes, o.lookAhead));
    }

    /**
     * Sets the time for which tasks wait while no living node can take them. A node can take a task if the node serves
     * the handler, has the rank and the label, and lives as long as the estimate. The time counts from the submission
     * or from the moment when the last such node departs, begins to leave or runs out of time. If a new such node joins
     * within the time, it takes the tasks. Otherwise the tasks that no node holds fail with the reason, and the run
     * ends; other runs continue.
     *
     * <p>The default is the setting {@code wait.for.nodes}, which is one minute under {@code comm run}. Without this
     * setting, the default is the default deadline of calls. If a living node does not serve yet, the default is at
     * least the default deadline of calls.
     *
     * @param value time of 0 or more, or null for the default; with 0 the tasks fail at once if no node can take them
     * @throws IllegalArgumentException if the time is negative
     */
    public TaskBatch<I, O> waitForNodes(Duration value) {
        if (value != null && value.isNegative()) {
            throw new IllegalArgumentException("give a time of 0 or more, not " + value);
        }
        Options o = options;
        return with(new Options(
                o.estimate, o.timeout, o.priority, o.attempts, o.retries, o.rank, o.label, value, o.lookAhead));
    }

    /**
     * Sets the maximum number of inputs and outcomes of this batch that the master holds. The default is four times the
     * credit of all slots, at least 1,024. With fewer than the slots of all nodes, some nodes have no work.
     *
     * @param value number of at least 1, or 0 for the default
     * @throws IllegalArgumentException if the value is negative
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public TaskBatch<I, O> lookAhead(int value) {
        Options o = options;
        return with(new Options(
                o.estimate, o.timeout, o.priority, o.attempts, o.retries, o.rank, o.label, o.waitForNodes, value));
    }

    /** Returns the name of the handler. */
    public String handler() {
        return handler;
    }

    /**
     * Returns the inputs in order.
     *
     * @throws IllegalStateException if the inputs come from an iterator
     */
    public List<I> inputs() {
        return inputs.list();
    }

    /** Returns the number of inputs, or -1 if they come from an iterator. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public int total() {
        return inputs.total();
    }

    /**
     * Returns the inputs for one submission.
     *
     * @throws IllegalStateException if the inputs come from an iterator and this call is not the first
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Iterator<I> claimInputs() {
        return inputs.claim();
    }

    /** Returns the type of the values. */
    public Class<O> out() {
        return out;
    }

    /** Returns the options. */
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
     * @param priority priority; the master sends tasks of a higher priority first
     * @param attempts number of charged losses after which a task fails
     * @param retries number of retries after handler failures
     * @param rank only rank that may run the tasks, or -1 for any rank
     * @param label label that a node must have, or empty for none
     * @param waitForNodes time for which tasks wait while no living node can take them, or null for the default
     * @param lookAhead maximum number of inputs and outcomes of the batch at the master, or 0 for the default
     */
    public record Options(
            Duration estimate,
            Duration timeout,
            int priority,
            int attempts,
            int retries,
            int rank,
            String label,
            Duration waitForNodes,
            int lookAhead) {
        private static final String RANK = "a node's rank";
        private static final String LABEL = "a label";
        private static final int RANK_MIN = 1;
        private static final int ANY_RANK = -1;

        /** Rejects options that can never be right. */
        public Options {
            if (estimate != null && estimate.isNegative()) {
                throw new IllegalArgumentException("give an estimate of zero or more, not " + estimate);
            }
            if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
                throw new IllegalArgumentException("give a timeout of more than zero, not " + timeout);
            }
            Arguments.atLeast(1, attempts, "a number of attempts");
            Arguments.atLeast(0, retries, "a number of retries");
            if (rank != ANY_RANK) {
                Arguments.atLeast(RANK_MIN, rank, RANK);
            }
            Arguments.nameOrEmpty(label, LABEL);
            Arguments.atLeast(0, lookAhead, "a number of inputs to hold");
        }
    }
}
