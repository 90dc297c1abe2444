package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F57: a device on the route that drops single frames causes no loss of a task, and no task is accepted twice. */
class LostFramesTest {
    private static final int TASKS = 40;
    private static final int NODES = 3;

    /**
     * The limit in virtual time. A loss takes the dead timeout of 2 s, or twice as long if the answer to the question
     * is lost.
     */
    private static final Duration LIMIT = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "RESULT", "RESULT_ASK", "RESULT_ACK", "CANCEL", "SERVING", "PROGRESS"})
    void t1_aTaskWhoseFrameVanishesIsDoneAllTheSame(FrameType type) {
        AtomicInteger hits = new AtomicInteger();
        for (long seed : Seeds.of("lost " + type, 8).toArray()) {
            SimCluster cluster = new SimCluster(NODES, seed);
            // The master sends questions only for lost results.
            cluster.network().rule(FrameRule.all(some(FrameType.RESULT, seed), FrameVerdict.drop()));
            Predicate<Frame> some = some(type, ~seed);
            cluster.network()
                    .rule(FrameRule.all(frame -> some.test(frame) && hits.incrementAndGet() > 0, FrameVerdict.drop()));
            new Squares(cluster, Duration.ofMillis(5), LostFramesTest::cancelOne).run();
        }
        assertThat(hits.get()).as("dropped frames").isPositive();
    }

    @Test
    void t1_aPlanThatLosesFramesOfTasksLosesNoTask() {
        long lost = 0;
        for (long seed : Seeds.of("lost by plan", 20).toArray()) {
            SimCluster cluster = new SimCluster(NODES, seed);
            cluster.chaos(
                    FaultMix.of(FaultKind.LOSE)
                            .aimingAt(Step.REQUEST_RECEIVED, Step.RESULT_SENT, Step.WELCOME_RECEIVED),
                    Duration.ofSeconds(1));
            Run run = new Squares(cluster, Duration.ofMillis(5), master -> {}).run();
            lost += run.history().of(Occurrence.Fault.class).size();
        }
        assertThat(lost).as("dropped frames").isGreaterThan(20);
    }

    @Test
    void aSlowHandlerOfALivingNodeRunsOnce() {
        SimCluster cluster = new SimCluster(NODES, 7);
        Squares squares = new Squares(cluster, Duration.ofMinutes(1), master -> {});
        AtomicInteger questions = new AtomicInteger();
        cluster.network().rule(FrameRule.all(frame -> isCounted(frame, questions), FrameVerdict.drop()));
        squares.run();
        assertThat(questions.get()).as("questions").isPositive();
        assertThat(squares.runs.values()).as("runs of each task").containsOnly(1);
    }

    @Test
    void s1_aLeaveDoesNotWaitForAcksThatVanish() {
        SimCluster cluster = new SimCluster(NODES, 8);
        cluster.network().rule(FrameRule.all(frame -> frame.is(FrameType.RESULT_ACK), FrameVerdict.drop()));
        new Squares(cluster, Duration.ofMillis(5), master -> {}).run();
        assertThat(cluster.now()).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "RESULT"})
    void aRequestWhoseFrameVanishesEndsAtItsTimeout(FrameType type) {
        SimCluster cluster = new SimCluster(NODES, 9);
        List<Answer<Long>> answers = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(2);
        new Squares(cluster, Duration.ofMillis(5), master -> {
                    cluster.network()
                            .rule(FrameRule.all(
                                    frame -> frame.is(type) && left.getAndDecrement() > 0, FrameVerdict.drop()));
                    master.sendRequest("square", 3L, Long.class).forEach(answers::add);
                })
                .run();
        assertThat(answers).hasSize(NODES);
        assertThat(answers.stream().filter(Answer::isPresent)).hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.isPresent()))
                .allMatch(answer -> answer.failure() instanceof CallTimeoutException);
    }

    /** Cancels a batch after its first result. */
    private static void cancelOne(MasterRole master) {
        List<Long> inputs = LongStream.range(1_000, 1_000 + TASKS).boxed().toList();
        try (TaskRun<Long> run = master.submit(
                TaskBatch.of("square", inputs, Long.class).attempts(20).timeout(Duration.ofSeconds(1)))) {
            run.iterator().next();
        }
    }

    /** Counts the questions. It never drops a frame. */
    private static boolean isCounted(Frame frame, AtomicInteger questions) {
        questions.addAndGet(frame.is(FrameType.RESULT_ASK) ? 1 : 0);
        return false;
    }

    /** Selects one in ten frames of the type at random. */
    private static Predicate<Frame> some(FrameType type, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return frame -> frame.is(type) && random.nextInt(10) == 0;
    }

    /** A batch with a slow handler, and the number of runs of each task. */
    private static final class Squares {
        private final SimCluster cluster;
        private final Duration cost;
        private final Consumer<MasterRole> before;
        private final ConcurrentMap<Long, Integer> runs = new ConcurrentHashMap<>();
        private final ConcurrentMap<Integer, Long> done = new ConcurrentHashMap<>();
        private boolean clean;

        Squares(SimCluster cluster, Duration cost, Consumer<MasterRole> before) {
            this.cluster = cluster;
            this.cost = cost;
            this.before = before;
            cluster.serve(
                    Handlers.of("square", Long.class, Long.class, (input, context) -> {
                        context.progress(0.5);
                        return square(input);
                    }),
                    this::master);
        }

        private void master(MasterRole master) {
            master.awaitComputeNodes(NODES, Duration.ofSeconds(20));
            before.accept(master);
            List<Long> inputs = LongStream.range(0, TASKS).boxed().toList();
            TaskBatch<Long, Long> batch = TaskBatch.of("square", inputs, Long.class);
            for (TaskOutcome<Long> outcome : master.submit(batch.attempts(20))) {
                assertThat(done.put(outcome.index(), outcome.value())).isNull();
            }
            clean = master.shutdownComputeNodes(Duration.ofSeconds(5)).isClean();
        }

        private Long square(Long input) {
            runs.merge(input, 1, Integer::sum);
            SimCluster.pause(cost);
            return input * input;
        }

        Run run() {
            Run run = cluster.limit(LIMIT).runUnchecked();
            assertThat(run.breaches()).as("seed 0x%x", cluster.seed()).isEmpty();
            assertThat(done).hasSize(TASKS);
            done.forEach((index, value) -> assertThat(value).isEqualTo((long) index * index));
            assertThat(clean).as("every node left").isTrue();
            return run;
        }
    }
}
