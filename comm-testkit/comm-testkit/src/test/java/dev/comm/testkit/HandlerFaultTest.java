package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** W2: a handler that fails in any way ends its own task only, and all other tasks are done. */
class HandlerFaultTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final List<Integer> INPUTS = List.of(0, 1, 2, 3, 4, 5);
    private static final long GRACE_MILLIS = 2_000;

    /** Lets the first attempt at the first task fail. */
    private static Integer work(HandlerFault fault, Integer input, RequestContext context) throws Exception {
        if (input == 0 && context.attempt() == 1) {
            fault.strike();
        }
        Cluster.pause(Duration.ofMillis(1));
        return input * input;
    }

    private static Run play(HandlerFault fault, int slots, Map<Integer, TaskOutcome<Integer>> outcomes) {
        SimCluster cluster = new SimCluster(2, 11);
        cluster.configure(config -> config.slots(slots).timeout(Duration.ofSeconds(20)));
        cluster.serve(Handlers.of("work", Integer.class, Integer.class, (n, c) -> work(fault, n, c)), master -> {
            master.awaitComputeNodes(2, Duration.ofSeconds(5));
            TaskBatch<Integer, Integer> batch = TaskBatch.of("work", INPUTS, Integer.class);
            master.submit(batch.timeout(TIMEOUT)).forEach(each -> outcomes.put(each.index(), each));
            Cluster.pause(Duration.ofSeconds(5));
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        });
        return cluster.limit(Duration.ofMinutes(2)).run();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"THREAD_END"},
            mode = EnumSource.Mode.EXCLUDE)
    void w2_aTaskWhoseHandlerGoesWrongFailsAlone(HandlerFault fault) {
        Map<Integer, TaskOutcome<Integer>> outcomes = new TreeMap<>();
        play(fault, 2, outcomes);
        assertThat(outcomes).hasSize(INPUTS.size());
        outcomes.forEach((index, outcome) -> {
            assertThat(outcome.isDone()).as("task %d: %s", index, outcome).isEqualTo(index != 0);
            assertThat(outcome.attempts()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "HANG_UNTIL_INTERRUPTED"})
    void w2_aHangingHandlerIsInterruptedAtItsTimeout(HandlerFault fault) {
        Run run = play(fault, 2, new TreeMap<>());
        long began = run.history().of(Occurrence.HandlerBegan.class).stream()
                .filter(each -> (int) each.id() == 0)
                .mapToLong(Occurrence.HandlerBegan::nanos)
                .findFirst()
                .orElseThrow();
        assertThat(run.history().of(Occurrence.HandlerInterrupted.class))
                .filteredOn(each -> (int) each.id() == 0)
                .extracting(each -> TimeUnit.NANOSECONDS.toMillis(each.nanos() - began))
                .first()
                .satisfies(millis -> assertThat(millis).isBetween(TIMEOUT.toMillis() - 10, TIMEOUT.toMillis() + 100));
    }

    @Test
    void w2_aHandlerThatHeedsTheInterruptKeepsItsThread() {
        Run run = play(HandlerFault.HANG_UNTIL_INTERRUPTED, 2, new TreeMap<>());
        assertThat(workers(run)).isEqualTo(4);
        assertThat(run.history().of(Occurrence.HandlerEnded.class)).hasSize(INPUTS.size());
    }

    @Test
    void w2_theSlotOfAHandlerThatIgnoresTheInterruptGetsANewThread() {
        Run run = play(HandlerFault.HANG, 2, new TreeMap<>());
        assertThat(workers(run)).isEqualTo(5);
        long interrupted =
                run.history().of(Occurrence.HandlerInterrupted.class).get(0).nanos();
        assertThat(run.history().of(Occurrence.ThreadStarted.class))
                .last()
                .satisfies(last -> assertThat(TimeUnit.NANOSECONDS.toMillis(last.nanos() - interrupted))
                        .isBetween(GRACE_MILLIS - 10, GRACE_MILLIS + 100));
        assertThat(run.history().of(Occurrence.Departed.class)).noneMatch(departed -> departed.cause() == Cause.HUNG);
    }

    private static long workers(Run run) {
        return run.history().of(Occurrence.ThreadStarted.class).stream()
                .filter(each -> each.name().startsWith("comm-worker-"))
                .count();
    }

    @Test
    void w2_aNodeWhoseOnlyThreadHangsLeavesAsHung() {
        Map<Integer, TaskOutcome<Integer>> outcomes = new TreeMap<>();
        Run run = play(HandlerFault.HANG, 1, outcomes);
        assertThat(outcomes.get(0).isDone()).isFalse();
        assertThat(outcomes.values()).filteredOn(TaskOutcome::isDone).hasSize(INPUTS.size() - 1);
        assertThat(run.history().of(Occurrence.Departed.class))
                .extracting(Occurrence.Departed::cause)
                .contains(Cause.HUNG);
    }

    @Test
    void w2_aNodeWhoseWorkerThreadIsKilledLeavesAsFailedAndItsTasksAreDoneElsewhere() {
        Map<Integer, TaskOutcome<Integer>> outcomes = new TreeMap<>();
        Run run = play(HandlerFault.THREAD_END, 2, outcomes);
        assertThat(outcomes.values()).hasSize(INPUTS.size()).allMatch(TaskOutcome::isDone);
        assertThat(outcomes.get(0).attempts()).isGreaterThan(1);
        assertThat(run.history().of(Occurrence.Departed.class))
                .extracting(Occurrence.Departed::cause)
                .contains(Cause.FAILED);
    }

    @Test
    void outsideOfASimulationWaitsTakeRealTimeAndNoThreadCanBeKilled() throws InterruptedException {
        assertThatThrownBy(HandlerFault.THREAD_END::strike).isInstanceOf(IllegalStateException.class);
        AtomicReference<Object> ended = new AtomicReference<>();
        Thread hanging = new Thread(() -> {
            try {
                HandlerFault.HANG_UNTIL_INTERRUPTED.strike();
            } catch (Exception e) {
                ended.set(e);
            }
        });
        hanging.start();
        hanging.interrupt();
        hanging.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        long start = System.nanoTime();
        HandlerFault.sleepThrough(Duration.ofMillis(50));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
        assertThat(Thread.interrupted()).as("the interrupt is not lost").isTrue();
    }
}
