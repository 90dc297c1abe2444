package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.error.RemoteException;
import dev.comm.api.work.Replies;
import dev.comm.api.work.ShutdownReport;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.testing.FullOnly;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Requests and tasks with real nodes that crash, run out of time and are shut down (T1–T3, S1). */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "kill -9 is POSIX")
class WorkIT {
    /**
     * A number of tasks that is large enough that most are still open when a busy master reads the hundredth result.
     */
    private static final int TASKS = 3_000;

    private static final Duration LONG = Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS);

    @Test
    void requestsGiveOneOutcomePerNode() {
        try (ForkedCrew crew = ForkedCrew.of(3)) {
            Replies<String> echo = crew.master().sendRequest("echo", "hello", String.class);
            assertThat(echo.all().keySet()).containsExactly(1, 2, 3);
            assertThat(echo).allSatisfy(reply -> assertThat(reply.value()).isEqualTo("hello"));
            Replies<String> failed = crew.master().sendRequest("fail", "this", String.class);
            assertThat(failed)
                    .allSatisfy(reply -> assertThatThrownBy(reply::value)
                            .isInstanceOf(RemoteException.class)
                            .hasMessageContaining("cannot do this"));
            ShutdownReport report = crew.master().shutdownComputeNodes(LONG);
            assertThat(report.isClean()).as("%s", report).isTrue();
            for (int rank = 1; rank <= 3; rank++) {
                assertThat(crew.at(rank).awaitExit()).isZero();
            }
        }
    }

    @Test
    void t2_aKilledNodesTasksAreRedoneAndEachHasOneResult() {
        try (ForkedCrew crew = ForkedCrew.of(3)) {
            List<Integer> inputs = IntStream.range(0, TASKS).boxed().collect(Collectors.toList());
            Set<Integer> seen = new TreeSet<>();
            try (TaskRun<Integer> run =
                    crew.master().submit(TaskBatch.of("slow", Collections.nCopies(TASKS, 5), Integer.class))) {
                for (TaskOutcome<Integer> outcome : run) {
                    assertThat(outcome.value()).isEqualTo(5);
                    assertThat(seen.add(outcome.index()))
                            .as("one outcome for task %d", outcome.index())
                            .isTrue();
                    if (seen.size() == 100) {
                        crew.at(2).signal("KILL");
                    }
                }
                assertThat(run.counts().lostAttempts()).isPositive();
                assertThat(run.counts().redone()).isPositive();
            }
            assertThat(seen).containsExactlyElementsOf(inputs);
            assertThat(crew.master().registry().entries().keySet()).containsExactly(1, 3);
        }
    }

    @Test
    void t2_aPoisonTaskFailsAloneWithTheNodesItKilled() {
        try (ForkedCrew crew = ForkedCrew.of(4)) {
            List<Integer> inputs = IntStream.range(0, 40).boxed().collect(Collectors.toList());
            int done = 0;
            TaskOutcome<Integer> failed = null;
            TaskBatch<Integer, Integer> batch =
                    TaskBatch.of("poison", inputs, Integer.class).attempts(2);
            try (TaskRun<Integer> run = crew.master().submit(batch)) {
                for (TaskOutcome<Integer> outcome : run) {
                    if (outcome.isDone()) {
                        done++;
                    } else {
                        failed = outcome;
                    }
                }
            }
            assertThat(done).isEqualTo(39);
            assertThat(failed.index()).isEqualTo(13);
            assertThat(failed.failure().attempts()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(crew.master().registry().size()).isPositive();
        }
    }

    @Test
    void t3_aNodeWhoseLiveTimeEndsDrainsAndLosesNoWork() {
        try (ForkedCrew crew = ForkedCrew.of(1)) {
            ForkedMember shortLived = crew.launch(
                    2, Map.of("COMM_LIVE_TIME", "8s"), "-Dtest.drain.seconds=3", "-Dtest.dead.millis=15000");
            crew.master().awaitComputeNodes(2, LONG);
            try (TaskRun<Integer> run =
                    crew.master().submit(TaskBatch.of("slow", Collections.nCopies(900, 20), Integer.class))) {
                int done = 0;
                for (TaskOutcome<Integer> outcome : run) {
                    assertThat(outcome.isDone()).isTrue();
                    done++;
                }
                assertThat(done).isEqualTo(900);
                assertThat(run.counts().lostAttempts()).isZero();
            }
            assertThat(shortLived.awaitExit()).isZero();
            assertThat(crew.master().report().departed())
                    .anySatisfy(gone -> assertThat(gone.departure().cause()).isEqualTo(Cause.EXPIRED));
        }
    }

    @Test
    @FullOnly("InheritedPlaceIT.aSecondProcessOfARankIsRefused")
    void l1_aSecondProcessWithALivingRankIsRefused() {
        try (ForkedCrew crew = ForkedCrew.of(1)) {
            ForkedMember first = crew.at(1);
            ForkedMember second = crew.launch(1, Map.of("COMM_STARTUP_TIMEOUT", "20s"));
            assertThat(second.awaitExit()).isEqualTo(4);
            assertThat(crew.master().sendRequest("echo", "x", String.class).all())
                    .containsOnlyKeys(1);
            crew.master().shutdownComputeNodes(LONG);
            assertThat(first.awaitExit()).isZero();
        }
    }

    @Test
    @FullOnly("FreezeIT.b7_aZombieIsFenced; this one with tasks")
    void b7_aNodeStoppedBeyondTheDeadTimeoutIsFencedAndMayComeBackAsAnother() {
        try (ForkedCrew crew = ForkedCrew.of(2, 5_000)) {
            long incarnation = crew.master().registry().entries().get(2).incarnation();
            ForkedMember stopped = crew.at(2);
            stopped.signal("STOP");
            crew.awaitGone(2);
            try (TaskRun<Integer> run =
                    crew.master().submit(TaskBatch.of("slow", Collections.nCopies(40, 5), Integer.class))) {
                run.forEach(outcome -> assertThat(outcome.isDone()).isTrue());
            }
            stopped.signal("CONT");
            assertThat(stopped.awaitExit()).isEqualTo(6);
            crew.launch(2, Map.of());
            crew.master().awaitComputeNodes(2, LONG);
            assertThat(crew.master().registry().entries().get(2).incarnation()).isNotEqualTo(incarnation);
        }
    }

    @Test
    @FullOnly("requestsGiveOneOutcomePerNode; this one with killed nodes")
    void s1_shutdownReachesTheLivingAmongTheDead() {
        try (ForkedCrew crew = ForkedCrew.of(3, 5_000)) {
            crew.at(2).signal("STOP");
            ShutdownReport report = crew.master().shutdownComputeNodes(Duration.ofSeconds(30));
            assertThat(report.left()).containsExactly(1, 3);
            assertThat(crew.at(1).awaitExit()).isZero();
            assertThat(crew.at(3).awaitExit()).isZero();
            assertThat(report.isClean()).isFalse();
        }
    }
}
