package dev.comm.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.RunReports;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that breaks a promise on a starved machine fails, and says first that the machine was starved. */
class MachineTimeTest {
    private static final long MILLI = 1_000_000;

    private static MachineTime waits(long... passedMillis) {
        MachineTime time = new MachineTime();
        for (long passed : passedMillis) {
            time.waited(100 * MILLI, passed * MILLI);
        }
        return time;
    }

    /** The program of rank 1 never ended, which breaks B6. */
    private static Run endless(String strain) {
        History history = new History(new History.Terms(1, false, 0, 0, 0));
        history.settled();
        Run.Facts facts = new Run.Facts(Engine.PROCESS, 1, Duration.ofSeconds(90), 0, null, strain);
        Run.Course course = new Run.Course(
                FaultPlan.NONE,
                FaultPlan.NONE,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                false,
                Map.of(),
                false);
        return new Run(facts, history, List.of(new Ending(1, Ending.Kind.OPEN, null)), course, new RunReports());
    }

    @Test
    void timersThatAreAlmostRightShowNoStrain() {
        assertThat(waits(100, 130, 99).strain(0, 0.02)).isEmpty();
        assertThat(new MachineTime().strain(0, 0)).isEmpty();
    }

    @Test
    void oneVeryLateTimerShowsStrain() {
        assertThat(waits(100, 2_400).strain(0, 0)).isEqualTo("timers were late by up to 2300 ms (92 % of all waits)");
    }

    @Test
    void manyLateTimersShowStrain() {
        assertThat(waits(220, 220, 220).strain(0, 0))
                .startsWith("timers were late by up to 120 ms (55 % of all waits)");
    }

    @Test
    void stallsOfMembersAndStolenTimeShowStrain() {
        assertThat(waits(100).strain(3, 0)).endsWith("; members got no time for more than 400 ms, 3 times");
        assertThat(waits(100).strain(0, 0.35)).endsWith("; other machines took 35 % of the CPU time");
    }

    @Test
    void aBrokenPromiseOnAStarvedMachineFailsAndNamesTheMachineFirst() {
        assertThatThrownBy(() -> endless("timers were late by up to 2300 ms").check())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("give the run a quieter machine, or more time by cluster.limit(…): the machine"
                        + " was starved, so late threads rather than Comm may be the cause: timers were late by up to"
                        + " 2300 ms\nseed 0x1: ")
                .hasMessageContaining("B6: the program of rank 1 never ended");
    }

    @Test
    void aBrokenPromiseOnAQuietMachineIsCommsOwn() {
        assertThatThrownBy(() -> endless("").check()).hasMessageStartingWith("seed 0x1: 1 broken promise(s)");
    }
}
