package dev.comm.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of the protocol can be listed. A fault, an action or a suspension can wait for each of them. */
class StepsTest {
    private static SimCluster oneBarrier(Replay replay) {
        SimCluster cluster = new SimCluster(2, replay);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(3)));
        return cluster.program(comm -> {
            Cluster.pause(Duration.ofMillis(30L * comm.rank()));
            comm.barrier();
        });
    }

    @Test
    void theStepsOfARunAreListedInTheirOrderIfTheyAreAskedFor() {
        Run run = oneBarrier(Replay.of(1).stepped()).run();
        assertThat(run.steps())
                .contains(
                        new Trigger.AtStep(1, Step.HELLO_SENT, 1),
                        new Trigger.AtStep(0, Step.of(Step.When.RECEIVED, FrameType.HELLO), 2),
                        new Trigger.AtStep(0, Step.ARRIVE_RECEIVED, 2),
                        new Trigger.AtStep(2, Step.DECISION_RECEIVED, 1));
        List<String> ofOne = run.steps().stream()
                .filter(each -> each.rank() == 1 && each.step().when() != Step.When.SENDING)
                .filter(each -> each.step().frame() != FrameType.HEARTBEAT)
                .map(each -> each.step() + " " + each.occurrence())
                .toList();
        assertThat(ofOne)
                .containsSubsequence(
                        "HELLO_SENT 1",
                        "PROOF_SENT 1",
                        "JOIN_SENT 1",
                        "ACCEPTED_RECEIVED 1",
                        "WELCOME_RECEIVED 1",
                        "ARRIVE_SENT 1",
                        "DECISION_RECEIVED 1",
                        "LEAVE_SENT 1");
        assertThat(run.steps()).doesNotHaveDuplicates();
        assertThat(oneBarrier(Replay.of(1)).run().steps()).isEmpty();
        assertThat(oneBarrier(Replay.of(1).stepped()).run().steps()).isEqualTo(run.steps());
    }

    @Test
    void aCrashAtAnyStepOfARunHappensAtThisStepAndBreaksNoPromise() {
        List<Trigger.AtStep> steps = oneBarrier(Replay.of(1).stepped()).run().steps();
        assertThat(steps).hasSizeGreaterThan(50);
        for (Trigger.AtStep step : steps) {
            PlannedFault crash = new PlannedFault(step, new Fault.Crash(step.rank()));
            Run run = oneBarrier(Replay.of(1).plan(FaultPlan.of(crash))).run();
            assertThat(run.struck()).as(step.toString()).containsExactly(crash);
        }
    }

    @Test
    void aFreezeAtAnyStepOfARunBreaksNoPromise() {
        List<Trigger.AtStep> steps = oneBarrier(Replay.of(2).stepped()).run().steps();
        for (Trigger.AtStep step : steps) {
            PlannedFault freeze = new PlannedFault(step, new Fault.Freeze(step.rank(), Duration.ofSeconds(4)));
            Run run = oneBarrier(Replay.of(2).plan(FaultPlan.of(freeze))).run();
            assertThat(run.struck()).as(step.toString()).containsExactly(freeze);
        }
    }

    @ParameterizedTest
    @CsvSource({"ARRIVE_SENDING, false", "ARRIVE_SENT, true"})
    void aMemberSuspendedBeforeItSendsHasNotSent(String step, boolean arrived) {
        SimCluster cluster = oneBarrier(Replay.of(4));
        Suspension suspension = cluster.node(1).suspendAt(Step.parse(step), 1);
        List<Integer> arrivals = new ArrayList<>();
        cluster.listen(each -> {
            if (each instanceof dev.comm.testkit.history.Occurrence.Arrived arrival) {
                arrivals.add(arrival.life().rank());
            }
        });
        AtomicReference<List<Integer>> before = new AtomicReference<>();
        cluster.at(Duration.ofMillis(900), () -> {
            assertThat(suspension.isReached()).isTrue();
            before.set(List.copyOf(arrivals));
            suspension.resume();
        });
        Run run = cluster.run();
        assertThat(before.get().contains(1)).isEqualTo(arrived);
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(run.duration()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_500));
    }

    @Test
    void aMemberSuspendedForLongDepartsAndIsToldWhenItGoesOn() {
        SimCluster cluster = oneBarrier(Replay.of(4));
        Suspension suspension = cluster.node(1).suspendAt(Step.ARRIVE_SENDING, 1);
        cluster.at(Duration.ofSeconds(8), suspension::resume);
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.THREW);
    }

    @Test
    void aSuspensionThatIsResumedBeforeItsStepDoesNothing() {
        SimCluster cluster = oneBarrier(Replay.of(4));
        Suspension suspension = cluster.node(1).suspendAt(Step.DECISION_RECEIVED, 1);
        cluster.at(Duration.ofMillis(1), suspension::close);
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(suspension.isReached()).isFalse();
    }

    @Test
    void occurrencesAreCountedOverAllProcessesOfARank() {
        SimCluster cluster = oneBarrier(Replay.of(4).stepped());
        List<Duration> times = new ArrayList<>();
        cluster.node(1).crashAt(Step.HELLO_SENT);
        cluster.at(Duration.ofMillis(100), cluster.node(1)::restart);
        cluster.node(1).at(Step.HELLO_SENT, 2, () -> times.add(cluster.now()));
        Run run = cluster.runUnchecked();
        assertThat(times).hasSize(1);
        assertThat(times.get(0)).isGreaterThan(Duration.ofMillis(100));
        assertThat(run.steps()).contains(new Trigger.AtStep(1, Step.HELLO_SENT, 2));
    }
}
