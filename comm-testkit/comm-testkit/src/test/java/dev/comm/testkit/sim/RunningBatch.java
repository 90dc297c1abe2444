package dev.comm.testkit.sim;

import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.testkit.history.Occurrence;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;

/** A running batch, and the ends of its tasks as the program gets them. */
final class RunningBatch<O> {
    private final SimCluster cluster;
    private final TaskRun<O> run;
    private final Iterator<TaskOutcome<O>> outcomes;
    private final Terms terms;
    private final BiPredicate<Long, O> right;
    private int ended;

    private RunningBatch(SimCluster cluster, TaskRun<O> run, Terms terms, BiPredicate<Long, O> right) {
        this.cluster = cluster;
        this.run = run;
        this.outcomes = run.iterator();
        this.terms = terms;
        this.right = right;
    }

    /**
     * The known facts of the batch.
     *
     * @param cancelAfter the number of ends after which the batch is cancelled, or -1
     */
    record Terms(String name, List<Long> inputs, int cancelAfter) {}

    static <O> RunningBatch<O> of(SimCluster cluster, TaskRun<O> run, Terms terms, BiPredicate<Long, O> right) {
        SimInsides.recorder(cluster)
                .add(new Occurrence.BatchSubmitted(
                        cluster.now().toNanos(),
                        terms.name,
                        terms.inputs.size(),
                        terms.cancelAfter >= 0,
                        terms.name,
                        0));
        return new RunningBatch<>(cluster, run, terms, right);
    }

    /** Waits for the next end and returns true, or returns false if there is none. */
    boolean step() {
        if (!outcomes.hasNext()) {
            run.close();
            return false;
        }
        TaskOutcome<O> next = outcomes.next();
        boolean isRight = next.isDone() && right.test(terms.inputs.get(next.index()), next.value());
        SimInsides.recorder(cluster)
                .add(new Occurrence.TaskEnded(
                        cluster.now().toNanos(),
                        terms.name,
                        next.index(),
                        next.isDone(),
                        isRight,
                        next.isDone()
                                ? ""
                                : next.failure() + " " + next.failure().attempts()));
        if (ended++ == terms.cancelAfter) {
            run.cancel();
        }
        return true;
    }
}
