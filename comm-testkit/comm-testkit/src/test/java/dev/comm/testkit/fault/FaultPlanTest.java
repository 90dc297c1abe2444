package dev.comm.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.protocol.FrameType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("crash 2", new Fault.Crash(2)),
                Arguments.of("vanish 0", new Fault.Vanish(0)),
                Arguments.of("terminate 1", new Fault.Terminate(1)),
                Arguments.of("halt 1 137", new Fault.Halt(1, 137)),
                Arguments.of("exhaust-memory 3", new Fault.ExhaustMemory(3)),
                Arguments.of("freeze 2 1500ms", new Fault.Freeze(2, Duration.ofMillis(1_500))),
                Arguments.of("restart 2 1s", new Fault.Restart(2, Duration.ofSeconds(1))),
                Arguments.of("replace 2 20us", new Fault.Replace(2, Duration.ofNanos(20_000))),
                Arguments.of("crash-loop 2 5 10ms", new Fault.CrashLoop(2, 5, Duration.ofMillis(10))),
                Arguments.of("drift 1 1.05", new Fault.Drift(1, 1.05)),
                Arguments.of("cut 4", new Fault.Cut(4)),
                Arguments.of("mute 1 17ns", new Fault.Mute(1, Duration.ofNanos(17))),
                Arguments.of("deafen 1 2s", new Fault.Deafen(1, Duration.ofSeconds(2))),
                Arguments.of("slow 1 30ms 4s", new Fault.Slow(1, Duration.ofMillis(30), Duration.ofSeconds(4))),
                Arguments.of("throttle 1 1000 4s", new Fault.Throttle(1, 1_000, Duration.ofSeconds(4))),
                Arguments.of("clog 1 0 2s", new Fault.Clog(1, 0, Duration.ofSeconds(2))),
                Arguments.of("corrupt 0 1 99", new Fault.Corrupt(0, 1, 99)),
                Arguments.of("lose 1 0 RESULT 2", new Fault.Lose(1, 0, FrameType.RESULT, 2)),
                Arguments.of("partition 1,2 | 0,3 4s", partition(false)),
                Arguments.of("partition 1,2 > 0,3 4s", partition(true)),
                Arguments.of(
                        "swizzle 3,1 1,3 5ms", new Fault.Swizzle(List.of(3, 1), List.of(1, 3), Duration.ofMillis(5))),
                Arguments.of("stranger 474554", new Fault.Stranger(Said.of((byte) 'G', (byte) 'E', (byte) 'T'))),
                Arguments.of("slow-loris - 1s", new Fault.SlowLoris(Said.of(), Duration.ofSeconds(1))));
    }

    private static Fault partition(boolean oneWay) {
        return new Fault.Partition(
                new TreeSet<>(Set.of(1, 2)), new TreeSet<>(Set.of(0, 3)), oneWay, Duration.ofSeconds(4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsWrittenAsItIsRead(String text, Fault fault) {
        assertThat(fault).hasToString(text);
        assertThat(Fault.parse(text)).isEqualTo(fault);
        assertThat(Fault.parse("  " + text.replace(" ", "   ") + " ")).isEqualTo(fault);
    }

    @Test
    void everyKindOfFaultIsInTheTable() {
        EnumSet<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        faults().forEach(each -> kinds.add(((Fault) each.get()[1]).kind()));
        assertThat(kinds).containsExactly(FaultKind.values());
    }

    @Test
    void aPlanIsOneLineAndMayBeReadFromMany() {
        FaultPlan plan = FaultPlan.of(
                new PlannedFault(new Trigger.At(Duration.ofMillis(150)), new Fault.Crash(2)),
                new PlannedFault(new Trigger.AfterArrival(3, Duration.ofNanos(500_000)), new Fault.Cut(1)),
                new PlannedFault(new Trigger.AtStep(2, Step.ARRIVE_SENT, 4), new Fault.Vanish(2)));
        assertThat(plan).hasToString("at 150ms: crash 2; arrival 3 + 500us: cut 1; step 2 ARRIVE_SENT 4: vanish 2");
        assertThat(FaultPlan.parse(plan.toString())).isEqualTo(plan);
        assertThat(FaultPlan.parse("""
                # what is left of a longer plan
                at 150ms: crash 2

                arrival 3 + 500us: cut 1   # this one matters
                step 2 ARRIVE_SENT 4: vanish 2;
                """)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", " \n ; \n", "# at 1s: crash 1"})
    void aPlanMayBeEmpty(String text) {
        assertThat(FaultPlan.parse(text)).isEqualTo(FaultPlan.NONE);
        assertThat(FaultPlan.NONE).hasToString("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crash 1 | separated by a colon",
                "now: crash 1 | a trigger begins with at, arrival or step, not 'now'",
                "at 5: crash 1 | '5' is not a time, for example 20ms",
                "at soon: crash 1 | 'soon' is not a time",
                "at 99999999999999999999s: crash 1 | is not a time",
                "at 1s 2s: crash 1 | '2s' is too much",
                "arrival 1 2ms: crash 1 | '+' should be where '2ms' is",
                "step 1 ARRIVE: crash 1 | not a step: 'ARRIVE'",
                "step 1 ARRIVE_EATEN 1: crash 1 | not a step",
                "at 1s: explode 1 | there is no kind of fault 'explode'",
                "at 1s: crash | it ends where a number should be",
                "at 1s: crash one | 'one' is not a number",
                "at 1s: crash 1 2 | '2' is too much",
                "at 1s: partition 1 + 2 3s | between two groups stands",
                "at 1s: partition 1, > 2 3s | is not ranks",
                "at 1s: swizzle 1,2 2,3 3s | what is clogged has to be opened again",
                "at 1s: stranger xyz | is not bytes in hexadecimal",
            })
    void whatCannotBeReadIsNamed(String text, String why) {
        assertThatThrownBy(() -> FaultPlan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void everyKindOfFrameGivesThreeSteps(FrameType frame) {
        for (Step.When when : Step.When.values()) {
            Step step = Step.of(when, frame);
            assertThat(Step.parse(step.toString())).isEqualTo(step);
        }
    }

    @Test
    void aPlanCanBeJoinedAndShortened() {
        FaultPlan plan = FaultPlan.parse("at 1s: crash 1; at 2s: crash 2");
        FaultPlan longer = plan.and(FaultPlan.parse("at 3s: cut 1"));
        assertThat(longer).hasToString("at 1s: crash 1; at 2s: crash 2; at 3s: cut 1");
        assertThat(longer.without(PlannedFault.parse("at 2s: crash 2"))).hasToString("at 1s: crash 1; at 3s: cut 1");
    }
}
