package dev.comm.master;

import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.TaskFailedException;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskCounts;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.communicator.FailureExceptions;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.work.CancelCall;
import dev.comm.master.machine.work.CountsCall;
import dev.comm.master.machine.work.EndInputsCall;
import dev.comm.master.machine.work.FractionsCall;
import dev.comm.master.machine.work.NextCall;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.TaskEnd;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running batch. The iterating thread encodes inputs as the machine requests them and decodes values one by one.
 *
 * @param <O> type of the values
 */
final class BatchRun<O> implements TaskRun<O>, Iterator<TaskOutcome<O>> {
    private static final int ENDS_AT_ONCE = 256;
    private static final Duration MOMENT = Duration.ofSeconds(30);

    private final MembershipSession session;
    private final InputSource inputs;
    private final ResultReader<O> answers;
    private final int number;
    private final Queue<TaskEnd> ends = new ArrayDeque<>();
    private final AtomicBoolean iterated = new AtomicBoolean();
    private int wanted;
    private int delivered;
    private boolean isTotalKnown;
    private volatile boolean isCancelled;
    private String unserved = "";
    private Completion<NextCall.Next> pending;
    private volatile boolean over;
    private volatile TaskCounts last;

    BatchRun(MembershipSession session, TaskBatch<?, O> batch, Iterator<?> inputs, int number) {
        this.session = session;
        this.inputs = new InputSource(session.codec(), inputs, session.driver()::nanoTime);
        this.isTotalKnown = batch.total() >= 0;
        this.number = number;
        this.answers = new ResultReader<>(session.codec(), batch.handler(), batch.out(), Duration.ZERO);
        this.last = new TaskCounts(batch.total(), 0, 0, 0, 0, 0);
    }

    /**
     * Encodes inputs and offers them to the machine: those of a list in portions as long as the machine requests more,
     * those of an iterator in one portion. An iterator may compute its inputs, so outcomes come between its portions.
     */
    void feed(int wantedNow) {
        wanted = wantedNow;
        boolean isList = isTotalKnown;
        do {
            offer();
        } while (isList && isFeeding());
    }

    private boolean isFeeding() {
        return wanted > 0 && !inputs.isEnded() && !isCancelled && !over;
    }

    private void offer() {
        List<Value> portion = isFeeding() ? inputs.portion(wanted) : List.of();
        if (!portion.isEmpty()) {
            // If the thread is interrupted in a call, the machine has it all the same. The next outcomes say what it
            // wants.
            wanted = 0;
            wanted = session.call(new OfferCall(number, portion), MOMENT);
        }
        if (inputs.isEnded() && !isTotalKnown) {
            isTotalKnown = true;
            session.call(new EndInputsCall(number), MOMENT);
        }
    }

    @Override
    public Iterator<TaskOutcome<O>> iterator() {
        if (!iterated.compareAndSet(false, true)) {
            throw new IllegalStateException("keep the outcomes if you need them again: a run can be iterated once");
        }
        return this;
    }

    @Override
    public boolean hasNext() {
        if (inputs.isTakenHere()) {
            throw new IllegalStateException(
                    "return the next input without an outcome of this run: its iterator of inputs called the run, which"
                            + " takes this input first");
        }
        while (ends.isEmpty() && !over) {
            feed(wanted);
            take();
        }
        if (ends.isEmpty()) {
            throwIfIncomplete();
        }
        return !ends.isEmpty();
    }

    /** Throws the exception that kept the run from taking all inputs, if there is one. */
    private void throwIfIncomplete() {
        if (inputs.failure() != null) {
            throw BatchRun.<RuntimeException>rethrow(inputs.failure());
        }
        if (!isCancelled && (delivered < inputs.taken() || !isTotalKnown && inputs.hasMore())) {
            String reason = unserved.isEmpty() ? "run the rest again: the master ends its tasks" : unserved;
            throw new TaskFailedException(
                    reason + "; the inputs after the first " + delivered + " were not taken", List.of(), null);
        }
    }

    /** Throws an exception of an iterator unchanged, also a checked one. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E rethrow(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public TaskOutcome<O> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all tasks of the run have ended");
        }
        TaskEnd end = ends.remove();
        if (end.kind() == TaskEnd.Kind.UNSERVED) {
            unserved = end.history().get(end.history().size() - 1);
        }
        return answers.outcome(end, inputs.takeNotWritten(end.index()));
    }

    /** Waits for the next outcomes and adds them to the queue. */
    private void take() {
        if (pending == null) {
            pending = session.driver().submit(new NextCall(number, ENDS_AT_ONCE));
        }
        await(pending);
        Completion<NextCall.Next> done = pending;
        pending = null;
        if (done.failure() != null) {
            throw FailureExceptions.toException(done.failure());
        }
        NextCall.Next next = done.result();
        ends.addAll(next.ends());
        delivered += next.ends().size();
        wanted = next.wanted();
        if (next.over()) {
            end(next.counts());
        }
    }

    private void await(Completion<?> completion) {
        MachineDriver driver = session.driver();
        try {
            while (!driver.await(completion, driver.nanoTime() + MOMENT.toNanos())) {
                // The wait has no deadline: every loss, timeout and close completes it.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "iterate on if you want: the thread was interrupted, but the tasks continue", e);
        }
    }

    @Override
    public TaskCounts counts() {
        if (!over) {
            keep(session.call(new CountsCall(number), MOMENT));
        }
        return last;
    }

    @Override
    public SortedMap<Integer, Double> progress() {
        return over ? new TreeMap<>() : session.call(new FractionsCall(number), MOMENT);
    }

    @Override
    public void cancel() {
        isCancelled = true;
        if (!over) {
            keep(session.call(new CancelCall(number, false), MOMENT));
        }
    }

    @Override
    public void close() {
        isCancelled = true;
        if (over) {
            return;
        }
        Completion<TaskCounts> done = session.driver().submit(new CancelCall(number, true));
        // The machine answers within the step. If the driver has stopped, it has also ended the tasks.
        end(done.isDone() && done.failure() == null ? done.result() : null);
    }

    private void end(TaskCounts counts) {
        over = true;
        keep(counts);
    }

    private void keep(TaskCounts counts) {
        if (counts != null) {
            last = counts;
        }
    }
}
