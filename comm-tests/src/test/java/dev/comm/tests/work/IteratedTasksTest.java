package dev.comm.tests.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskCounts;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches whose inputs come from an iterator, over TCP. */
@Timeout(120)
class IteratedTasksTest {
    private static final Handlers SQUARE = Handlers.of("square", Integer.class, Integer.class, input -> input * input);

    private final AtomicInteger pulled = new AtomicInteger();

    private Iterator<Integer> upTo(int count) {
        return IntStream.range(0, count).peek(any -> pulled.incrementAndGet()).iterator();
    }

    private static TaskBatch<Integer, Integer> batch(Iterator<Integer> inputs) {
        return TaskBatch.from("square", inputs, Integer.class);
    }

    private static List<TaskOutcome<Integer>> outcomes(TaskRun<Integer> run) {
        List<TaskOutcome<Integer>> result = new ArrayList<>();
        run.forEach(result::add);
        return result;
    }

    @Test
    void theSumOfTheExampleIsTheSumOfAllInputs() {
        int count = 3_000;
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("simulate", Long.class, Double.class, seed -> seed / 2.0));
            double sum = 0;
            Iterator<Long> seeds = LongStream.range(0, count).iterator();
            try (TaskRun<Double> run = team.master().submit(TaskBatch.from("simulate", seeds, Double.class))) {
                assertThat(run.counts().total()).isEqualTo(-1);
                for (TaskOutcome<Double> task : run) {
                    sum += task.value();
                }
                assertThat(run.counts()).isEqualTo(new TaskCounts(count, count, 0, 0, 0, 0));
            }
            assertThat(sum).isEqualTo(count * (count - 1) / 4.0);
        }
    }

    @Test
    @Timeout(30)
    void w2_anIteratorThatAsksForAnOutcomeOfItsRunIsRefusedAfterTheOutcomesOfTheInputsBefore() {
        List<Iterator<TaskOutcome<Integer>>> outcomes = new ArrayList<>();
        Iterator<Integer> chained = IntStream.range(0, 10)
                .map(n -> n < 6 ? n : outcomes.get(0).next().value())
                .iterator();
        try (NodesHere team = new NodesHere()) {
            team.add(SQUARE);
            try (TaskRun<Integer> run = team.master().submit(batch(chained).lookAhead(2))) {
                outcomes.add(run.iterator());
                for (int i = 0; i < 6; i++) {
                    assertThat(outcomes.get(0).next().isDone()).isTrue();
                }
                assertThatThrownBy(() -> outcomes.get(0).hasNext())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("return the next input without an outcome of this run");
            }
        }
    }

    @Test
    void w2_withoutNodesAnIteratorThatHasEndedIsNoError() {
        try (NodesHere team = new NodesHere()) {
            TaskBatch<Integer, Integer> batch = batch(upTo(5)).lookAhead(5).waitForNodes(Duration.ofMillis(50));
            try (TaskRun<Integer> run = team.master().submit(batch)) {
                assertThat(outcomes(run)).hasSize(5).noneMatch(TaskOutcome::isDone);
            }
        }
    }

    @Test
    void cancelAndCloseMakeNoTasksOfTheInputsThatRemain() {
        try (NodesHere team = new NodesHere()) {
            team.add(SQUARE);
            TaskRun<Integer> cancelled =
                    team.master().submit(batch(upTo(1_000_000)).lookAhead(5));
            Iterator<TaskOutcome<Integer>> outcomes = cancelled.iterator();
            outcomes.next();
            cancelled.cancel();
            int taken = 1;
            while (outcomes.hasNext()) {
                outcomes.next();
                taken++;
            }
            assertThat(cancelled.counts().total()).isEqualTo(taken).isEqualTo(pulled.get());
            TaskRun<Integer> closed = team.master().submit(batch(upTo(1_000_000)));
            Iterator<TaskOutcome<Integer>> rest = closed.iterator();
            assertThat(rest.next().isDone()).isTrue();
            closed.close();
            while (rest.hasNext()) {
                rest.next();
            }
            assertThat(closed.counts().total()).isBetween(1, 1_024 + 256);
        }
    }

    @Test
    void anEmptyIteratorHasNoOutcomes() {
        try (NodesHere team = new NodesHere()) {
            TaskRun<Integer> run = team.master().submit(batch(upTo(0)));
            assertThat(outcomes(run)).isEmpty();
            assertThat(run.counts().total()).isZero();
        }
    }

    @Test
    void anInterruptLosesNoInput() {
        int count = 600;
        try (NodesHere team = new NodesHere()) {
            team.add(SQUARE);
            Iterator<Integer> numbers = upTo(count);
            Iterator<Integer> inputs = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    boolean isEnd = !numbers.hasNext();
                    if (isEnd) {
                        Thread.currentThread().interrupt();
                    }
                    return !isEnd;
                }

                @Override
                public Integer next() {
                    int number = numbers.next();
                    if (number % 100 == 7 && number > 300) {
                        Thread.currentThread().interrupt();
                    }
                    return number;
                }
            };
            int interrupts = 0;
            int taken = 0;
            try (TaskRun<Integer> run = team.master().submit(batch(inputs).lookAhead(50))) {
                Iterator<TaskOutcome<Integer>> outcomes = run.iterator();
                for (boolean isOver = false; !isOver; ) {
                    try {
                        while (outcomes.hasNext()) {
                            outcomes.next();
                            taken++;
                        }
                        isOver = true;
                    } catch (InterruptedCallException interrupted) {
                        assertThat(Thread.interrupted()).isTrue();
                        interrupts++;
                    }
                }
                assertThat(run.counts()).isEqualTo(new TaskCounts(count, count, 0, 0, 0, 0));
            }
            assertThat(taken).isEqualTo(count);
            assertThat(interrupts).isPositive();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aCheckedExceptionOfAnIteratorComesUnchangedAfterTheOutcomes() {
        IOException broken = new IOException("line 4 cannot be read");
        Iterator<Integer> inputs = IntStream.range(0, 10)
                .peek(each -> {
                    if (each == 4) {
                        throw IteratedTasksTest.<RuntimeException>unchecked(broken);
                    }
                })
                .iterator();
        try (NodesHere team = new NodesHere()) {
            team.add(SQUARE);
            try (TaskRun<Integer> run = team.master().submit(batch(inputs))) {
                List<Integer> values = new ArrayList<>();
                assertThatThrownBy(() -> run.forEach(each -> values.add(each.value())))
                        .isSameAs(broken);
                assertThat(values).containsExactlyInAnyOrder(0, 1, 4, 9);
            }
        }
    }

    /** Throws a checked exception as code without checked exceptions does, for example of Kotlin. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable error) throws E {
        throw (E) error;
    }
}
