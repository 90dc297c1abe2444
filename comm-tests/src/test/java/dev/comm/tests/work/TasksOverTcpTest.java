package dev.comm.tests.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ClosedException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.error.TaskFailedException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskCounts;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TasksOverTcpTest {
    private static final Handlers SQUARE = Handlers.of("square", Integer.class, Integer.class, input -> input * input);

    /** A declared type. */
    record Point(int x, int y) implements Serializable {}

    /** A type that no member declares. */
    record Stranger(int x) implements Serializable {}

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static <O> Map<Integer, TaskOutcome<O>> all(TaskRun<O> run) {
        Map<Integer, TaskOutcome<O>> result = new TreeMap<>();
        for (TaskOutcome<O> outcome : run) {
            assertThat(result.put(outcome.index(), outcome))
                    .as("a second outcome")
                    .isNull();
        }
        return result;
    }

    @Test
    void everyTaskIsDoneOnceAndKeepsItsIndex() {
        try (NodesHere team = new NodesHere()) {
            for (int i = 0; i < 4; i++) {
                team.add(SQUARE);
            }
            TaskRun<Integer> run = team.master().submit(TaskBatch.of("square", upTo(20_000), Integer.class));
            Map<Integer, TaskOutcome<Integer>> outcomes = all(run);
            assertThat(outcomes).hasSize(20_000);
            outcomes.forEach((index, outcome) -> assertThat(outcome.value()).isEqualTo(index * index));
            assertThat(outcomes.values()).extracting(TaskOutcome::rank).contains(1, 2, 3, 4);
            assertThat(run.counts()).isEqualTo(new TaskCounts(20_000, 20_000, 0, 0, 0, 0));
        }
    }

    @Test
    void anEmptyBatchHasNoOutcomes() {
        try (NodesHere team = new NodesHere()) {
            assertThat(all(team.master().submit(TaskBatch.of("square", List.<Integer>of(), Integer.class))))
                    .isEmpty();
        }
    }

    @Test
    void inputsAreWrittenAsTheIterationGoesOn() {
        try (NodesHere team = new NodesHere()) {
            team.add(SQUARE);
            TaskBatch<Integer, Integer> batch = TaskBatch.of("square", upTo(100_000), Integer.class);
            try (TaskRun<Integer> run = team.master().submit(batch)) {
                Iterator<TaskOutcome<Integer>> outcomes = run.iterator();
                for (int i = 0; i < 10; i++) {
                    assertThat(outcomes.next().isDone()).isTrue();
                }
                TaskCounts counts = run.counts();
                assertThat(counts.total()).isEqualTo(100_000);
                assertThat(counts.done() + counts.running()).isLessThan(5_000);
            }
        }
    }

    @Test
    void tasksWaitForTheFirstNode() {
        try (NodesHere team = new NodesHere()) {
            TaskRun<Integer> run = team.master().submit(TaskBatch.of("square", upTo(3), Integer.class));
            assertThat(run.counts()).isEqualTo(new TaskCounts(3, 0, 0, 0, 0, 0));
            team.add(SQUARE);
            assertThat(all(run)).hasSize(3);
        }
    }

    @Test
    void t2_aHandlersErrorFailsItsTaskAlone() {
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("half", Integer.class, Integer.class, input -> {
                if (input % 2 != 0) {
                    throw new IllegalArgumentException(input + " is odd");
                }
                return input / 2;
            }));
            Map<Integer, TaskOutcome<Integer>> outcomes =
                    all(team.master().submit(TaskBatch.of("half", upTo(4), Integer.class)));
            assertThat(outcomes.get(2).value()).isEqualTo(1);
            TaskFailedException failure = outcomes.get(3).failure();
            assertThat(failure).hasMessageContaining("task 3 of 'half'").hasMessageContaining("3 is odd");
            assertThat(failure.attempts()).hasSize(1);
            assertThat(failure).cause().isInstanceOfSatisfying(RemoteException.class, error -> {
                assertThat(error.type()).isEqualTo(IllegalArgumentException.class.getName());
                assertThat(error.remoteStack()).contains("TasksOverTcpTest");
            });
        }
    }

    @Test
    void t2_retriesFollowAHandlersError() {
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("third", Integer.class, Integer.class, (input, context) -> {
                if (context.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                }
                return context.attempt();
            }));
            TaskRun<Integer> run = team.master()
                    .submit(TaskBatch.of("third", upTo(5), Integer.class).retries(2));
            Map<Integer, TaskOutcome<Integer>> outcomes = all(run);
            assertThat(outcomes.values()).allMatch(outcome -> outcome.isDone() && outcome.attempts() == 3);
            assertThat(run.counts().redone()).isEqualTo(5);
        }
    }

    @Test
    void aValueThatCannotBeReadFailsItsTaskAlone() {
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("mixed", Integer.class, Object.class, input -> input == 1 ? "one" : input));
            Map<Integer, TaskOutcome<Integer>> outcomes =
                    all(team.master().submit(TaskBatch.of("mixed", upTo(3), Integer.class)));
            assertThat(outcomes.get(0).isDone()).isTrue();
            assertThat(outcomes.get(2).isDone()).isTrue();
            assertThat(outcomes.get(1).failure()).hasCauseInstanceOf(SerializationException.class);
        }
    }

    @Test
    void anInputThatCannotBeWrittenFailsItsTaskAlone() {
        UnaryOperator<dev.comm.api.CommConfig.Builder> types = config -> config.types(Point.class);
        try (NodesHere team = new NodesHere(types)) {
            team.add(Handlers.of("x", Point.class, Integer.class, Point::x), types);
            List<Object> inputs = List.of(new Point(7, 8), new Stranger(9), new Point(5, 6));
            Map<Integer, TaskOutcome<Integer>> outcomes =
                    all(team.master().submit(TaskBatch.of("x", inputs, Integer.class)));
            assertThat(outcomes.get(0).value()).isEqualTo(7);
            assertThat(outcomes.get(2).value()).isEqualTo(5);
            assertThat(outcomes.get(1).failure()).hasMessageContaining("cannot be written");
        }
    }

    @Test
    void t2_whatALeavingNodeHasNotDoneIsDoneByOthersUncharged() {
        CountDownLatch begun = new CountDownLatch(1);
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("work", Integer.class, Integer.class, (input, context) -> {
                begun.countDown();
                while (!context.cancelled()) {
                    LockSupport.parkNanos(1_000_000);
                }
                return -1;
            }));
            TaskRun<Integer> run = team.master()
                    .submit(TaskBatch.of("work", upTo(10), Integer.class).attempts(1));
            begun.await();
            team.add(Handlers.of("work", Integer.class, Integer.class, input -> input));
            team.master().clearRegistry();
            team.add(Handlers.of("work", Integer.class, Integer.class, input -> input));
            Map<Integer, TaskOutcome<Integer>> outcomes = all(run);
            outcomes.forEach((index, outcome) -> assertThat(outcome.value()).isEqualTo(index));
            assertThat(run.counts().failed()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void t3_aNodeWhoseTimeEndsGivesItsTasksBack() {
        try (NodesHere team = new NodesHere()) {
            team.add(
                    Handlers.of("work", Integer.class, Integer.class, (input, context) -> {
                        while (!context.cancelled()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return -1;
                    }),
                    config -> config.liveTime(Duration.ofSeconds(3)));
            TaskRun<Integer> run = team.master()
                    .submit(TaskBatch.of("work", upTo(8), Integer.class).attempts(1));
            team.add(Handlers.of("work", Integer.class, Integer.class, input -> input));
            Map<Integer, TaskOutcome<Integer>> outcomes = all(run);
            outcomes.forEach((index, outcome) -> assertThat(outcome.value()).isEqualTo(index));
            assertThat(run.counts().lostAttempts()).isZero();
        }
    }

    @Test
    void anAttemptThatTakesTooLongIsCancelledAndFails() {
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("slow", Integer.class, Integer.class, (input, context) -> {
                while (input == 1 && !context.cancelled()) {
                    LockSupport.parkNanos(1_000_000);
                }
                if (context.cancelled()) {
                    throw new IllegalStateException("cancelled");
                }
                return input;
            }));
            Map<Integer, TaskOutcome<Integer>> outcomes = all(team.master()
                    .submit(TaskBatch.of("slow", upTo(3), Integer.class).timeout(Duration.ofMillis(500))));
            assertThat(outcomes.get(0).isDone()).isTrue();
            assertThat(outcomes.get(2).isDone()).isTrue();
            assertThat(outcomes.get(1).failure()).hasMessageContaining("timeout");
        }
    }

    @Test
    void cancelEndsTheIterationWithCancelledTasks() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("forever", Integer.class, Integer.class, (input, context) -> {
                started.countDown();
                while (!context.cancelled()) {
                    LockSupport.parkNanos(1_000_000);
                }
                cancelled.countDown();
                return input;
            }));
            TaskRun<Integer> run = team.master().submit(TaskBatch.of("forever", upTo(5000), Integer.class));
            assertThat(started.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            run.cancel();
            Map<Integer, TaskOutcome<Integer>> outcomes = all(run);
            assertThat(outcomes).hasSize(5000);
            assertThat(outcomes.values()).noneMatch(TaskOutcome::isDone);
            assertThat(outcomes.get(4999).failure()).hasMessageContaining("cancelled");
            assertThat(cancelled.await(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void higherPriorityOvertakes() {
        Map<Integer, Integer> order = new ConcurrentHashMap<>();
        AtomicInteger clock = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        try (NodesHere team = new NodesHere(config -> config.credit(1))) {
            team.add(Handlers.of("note", Integer.class, Integer.class, input -> {
                open.await();
                order.put(input, clock.incrementAndGet());
                return input;
            }));
            TaskRun<Integer> low = team.master().submit(TaskBatch.of("note", List.of(0, 1, 2, 3), Integer.class));
            TaskRun<Integer> high = team.master()
                    .submit(TaskBatch.of("note", List.of(10), Integer.class).priority(1));
            open.countDown();
            all(high);
            all(low);
            assertThat(order.get(10)).isLessThan(order.get(1));
        }
    }

    @Test
    void progressIsSeenWhileATaskRuns() {
        CountDownLatch seen = new CountDownLatch(1);
        try (NodesHere team = new NodesHere()) {
            team.add(Handlers.of("long", Integer.class, Integer.class, (input, context) -> {
                context.progress(0.25);
                seen.await();
                return input;
            }));
            TaskRun<Integer> run = team.master().submit(TaskBatch.of("long", upTo(1), Integer.class));
            while (run.progress().isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(run.progress()).containsExactly(Map.entry(0, 0.25));
            seen.countDown();
            assertThat(all(run)).hasSize(1);
            assertThat(run.progress()).isEmpty();
        }
    }

    @Test
    void affinityToALabel() {
        try (NodesHere team = new NodesHere()) {
            team.add(SQUARE);
            team.add(SQUARE, config -> config.labels(List.of("gpu")));
            Map<Integer, TaskOutcome<Integer>> outcomes = all(team.master()
                    .submit(TaskBatch.of("square", upTo(50), Integer.class).onLabel("gpu")));
            assertThat(outcomes.values()).extracting(TaskOutcome::rank).containsOnly(2);
        }
    }

    @Test
    void aNodeWithSlotsWorksOnSeveralTasksAtOnce() {
        CountDownLatch together = new CountDownLatch(3);
        try (NodesHere team = new NodesHere()) {
            team.add(
                    Handlers.of("meet", Integer.class, Integer.class, input -> {
                        together.countDown();
                        together.await();
                        return input;
                    }),
                    config -> config.slots(3));
            assertThat(all(team.master().submit(TaskBatch.of("meet", upTo(3), Integer.class))))
                    .hasSize(3);
        }
    }

    @Test
    void closingTheMasterEndsTheIteration() throws Exception {
        try (NodesHere team = new NodesHere()) {
            TaskRun<Integer> run = team.master().submit(TaskBatch.of("square", upTo(1), Integer.class));
            CompletableFuture<List<TaskOutcome<Integer>>> outcomes = CompletableFuture.supplyAsync(
                    () -> {
                        List<TaskOutcome<Integer>> result = new ArrayList<>();
                        run.forEach(result::add);
                        return result;
                    },
                    team.threads());
            team.master().close();
            assertThatThrownBy(() -> NodesHere.get(outcomes)).hasCauseInstanceOf(ClosedException.class);
            run.close();
        }
    }

    @Test
    void aRunIsIteratedOnce() {
        try (NodesHere team = new NodesHere()) {
            TaskRun<Integer> run = team.master().submit(TaskBatch.of("square", List.<Integer>of(), Integer.class));
            all(run);
            assertThatThrownBy(run::iterator).isInstanceOf(IllegalStateException.class);
        }
    }
}
