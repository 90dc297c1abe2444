package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Q1: SIGTERM at real processes. Each test waits for what a process prints, never for a time. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "Windows has no SIGTERM")
class DrainIT {
    private static final int TERMINATED = 143;
    private static final String ASKED = "start the run again to go on: this process was asked to end (SIGTERM)";

    @TempDir
    Path folder;

    private final List<ForkedMember> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ForkedMember::close);
    }

    private ForkedMember member(int rank, int size, String program, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "COMM_RANK",
                Integer.toString(rank),
                "COMM_SIZE",
                Integer.toString(size),
                "COMM_BIND",
                "127.0.0.1:0",
                "COMM_RENDEZVOUS",
                folder.resolve("master").toString()));
        for (String setting : settings) {
            environment.put(setting.split("=")[0], setting.split("=")[1]);
        }
        ForkedMember made = ForkedMember.start("rank " + rank, Drained.class, environment, List.of(), List.of(program));
        started.add(made);
        return made;
    }

    private List<ForkedMember> team(int size, String program, String... settings) {
        List<ForkedMember> team = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            team.add(member(rank, size, program, settings));
        }
        team.forEach(each -> each.await("RUNNING"));
        return team;
    }

    @Test
    void q1_aRankLeavesAtItsNextCollectiveAndTheOthersGoOn() {
        List<ForkedMember> team = team(3, "steps", "COMM_MIN_SURVIVORS=1");
        team.get(2).signal("TERM");

        assertThat(team.get(2).awaitExit()).as(team.get(2).output()).isEqualTo(TERMINATED);
        assertThat(team.get(2).output())
                .containsOnlyOnce(ASKED + "; rank 2 ends with code 143")
                .doesNotContain("\tat ");
        assertThat(team.get(0).await("SURVIVORS")).isEqualTo("[0, 1]");
        assertThat(team.get(0).awaitExit()).as(team.get(0).output()).isZero();
        assertThat(team.get(1).awaitExit()).as(team.get(1).output()).isZero();
        assertThat(team.get(0).output()).doesNotContain("was lost");
    }

    @Test
    void q1_rankZeroEndsTheRunAndOutlivesItsNodes() {
        List<ForkedMember> team = team(3, "endless");
        team.get(0).signal("TERM");

        assertThat(team.get(0).awaitExit()).as(team.get(0).output()).isEqualTo(TERMINATED);
        assertThat(team.get(0).output())
                .containsOnlyOnce(ASKED + "; rank 0 ends with code 143; no rank of 3 was lost")
                .doesNotContain("\tat ");
        for (ForkedMember node : team.subList(1, 3)) {
            assertThat(node.awaitExit()).as(node.output()).isEqualTo(5);
            assertThat(node.output())
                    .containsOnlyOnce("start the run again to go on: rank 0 was asked to end")
                    .doesNotContain("\tat ");
        }
    }

    /** Asks all ranks at the same time, and each twice within a second, as Slurm does at a time limit. */
    @Test
    void q1_allRanksAreAskedTwiceAtOnce() {
        List<ForkedMember> team = team(3, "endless");
        team.forEach(each -> each.signal("TERM"));
        team.forEach(ForkedMember::signalIfAlive);

        for (ForkedMember each : team) {
            assertThat(each.awaitExit()).as(each.output()).isEqualTo(TERMINATED);
            assertThat(each.output()).containsOnlyOnce(ASKED);
        }
        assertThat(team.get(0).output()).contains("; no rank of 3 was lost");
    }

    @Test
    @FullOnly("q1_allRanksAreAskedTwiceAtOnce; this program asks isLeaving")
    void q1_aProgramThatAsksSavesItsState() {
        List<ForkedMember> team = team(2, "asks");
        team.forEach(each -> each.signal("TERM"));
        for (ForkedMember each : team) {
            each.await("SAVED");
            assertThat(each.awaitExit()).as(each.output()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void q1_aProgramThatComputesOnEndsAfterTheGrace() {
        List<ForkedMember> team = team(2, "computes", "COMM_TERM_GRACE=1s");
        team.get(1).signal("TERM");
        assertThat(team.get(1).awaitExit()).as(team.get(1).output()).isEqualTo(TERMINATED);
        assertThat(team.get(1).output())
                .containsOnlyOnce("let the program return when comm.isLeaving() is true")
                .contains("rank 1 did not end within 1 s; exit code 143");
    }

    @Test
    @FullOnly("CommConfigSourcesTest; this one sends the signal")
    void q1_drainOnSignalCanBeLeftToTheProgram() {
        List<ForkedMember> team = team(2, "computes", "COMM_DRAIN_ON_SIGNAL=false");
        team.get(1).signal("TERM");
        assertThat(team.get(1).awaitExit()).isEqualTo(TERMINATED);
        assertThat(team.get(1).output()).doesNotContain("SIGTERM");
    }

    /** Redoes no task: the running one ends, and the node gives back those that it has not begun. */
    @Test
    void q1_aNodeFinishesItsTaskAndNothingIsRedone() {
        ForkedMember master = member(0, 3, "master");
        ForkedMember asked = member(1, 3, "node", "COMM_TERM_GRACE=60s");
        ForkedMember other = member(2, 3, "node");
        String first = asked.await("HANDLES");
        other.await("HANDLES");
        asked.signal("TERM");
        asked.awaitLogged("takes no new work");
        asked.tell("");
        assertThat(asked.awaitExit()).as(asked.output()).isEqualTo(TERMINATED);
        for (int i = 0; i < 40; i++) {
            other.tell("");
        }
        assertThat(master.await("TASKS")).isEqualTo("done 40 failed 0");
        assertThat(master.output()).containsOnlyOnce("DONE " + first + " by 1");
        assertThat(master.awaitExit()).as(master.output()).isZero();
        assertThat(other.awaitExit()).as(other.output()).isZero();
        assertThat(asked.output() + other.output())
                .containsPattern("HANDLES")
                .satisfies(output -> assertThat(output.split("HANDLES", -1))
                        .as("each task ran once")
                        .hasSize(41));
    }

    /** Gives every task an outcome: done by a node before the end, or failed with the reason. */
    @Test
    void q1_aMasterDrainsItsNodesAndTellsTheOutcomeOfEachTask() {
        ForkedMember master = member(0, 3, "master", "COMM_TERM_GRACE=60s", "COMM_CREDIT=1");
        List<ForkedMember> nodes = List.of(member(1, 3, "node"), member(2, 3, "node"));
        nodes.forEach(each -> each.await("HANDLES"));
        master.signal("TERM");
        master.awaitLogged("takes no new work");
        nodes.forEach(each -> each.tell(""));

        assertThat(master.await("TASKS")).isEqualTo("done 2 failed 38");
        assertThat(master.awaitExit()).as(master.output()).isEqualTo(TERMINATED);
        assertThat(master.output())
                .contains("SAVED") // after the end of the master
                .contains("this process was asked to end (SIGTERM); the master ends with code 143;"
                        + " no rank of 3 was lost");
        for (ForkedMember node : nodes) {
            assertThat(node.awaitExit()).as(node.output()).isZero();
        }
    }

    @Test
    @FullOnly("q1_aProgramThatComputesOnEndsAfterTheGrace; this one asks again")
    void q1_aSecondSignalAfterTwoSecondsEndsAtOnce() {
        List<ForkedMember> team = team(1, "computes", "COMM_TERM_GRACE=10m");
        ForkedMember rank = team.get(0);
        rank.signal("TERM");
        rank.awaitLogged("another SIGTERM or Ctrl-C ends it at once");
        assertThat(rank.askUntilItEnds()).as(rank.output()).isEqualTo(TERMINATED);
    }
}
