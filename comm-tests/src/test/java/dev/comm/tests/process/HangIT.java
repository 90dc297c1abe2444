package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that stand still, masters that die, members that come late or call the wrong thing. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "SIGSTOP is POSIX")
class HangIT {
    private static final String DEAD = "-Dtest.dead.millis=5000";

    @Test
    void b7_stoppedBeyondTheDeadTimeout_isSilentForAllAndFencedWhenItWakes() {
        try (ForkedTeam team = ForkedTeam.of(3).option(DEAD).start()) {
            team.at(2).signal("STOP");
            team.tell("barrier", 0, 1);
            assertThat(team.agreed("barrier", 0, 1)).contains("survivors=[0, 1]", "departed={2=SILENT}");
            team.at(2).tell("barrier").signal("CONT");
            assertThat(team.at(2).await("DONE barrier")).contains("threw FencedException");
            team.at(2).tell("exit");
            team.at(2).awaitExit();
            team.tell("barrier", 0, 1);
            assertThat(team.agreed("barrier", 0, 1)).contains("survivors=[0, 1]", "departed={}");
            team.exit(0, 1);
        }
    }

    @Test
    void b14_aMasterThatWasStopped_buriesNobodyForTheTimeItSlept() throws InterruptedException {
        try (ForkedTeam team =
                ForkedTeam.of(3).option("-Dtest.dead.millis=20000").start()) {
            team.at(0).signal("STOP");
            // Below the dead timeout of the nodes, above their suspicion; waiting is what is tested here.
            new java.util.concurrent.CountDownLatch(1).await(8, java.util.concurrent.TimeUnit.SECONDS);
            team.at(0).signal("CONT");
            team.tell("barrier", 0, 1, 2);
            assertThat(team.agreed("barrier", 0, 1, 2)).contains("survivors=[0, 1, 2]", "departed={}");
            team.exit(0, 1, 2);
        }
    }

    @Test
    void m1_killedMaster_endsEveryNodeWithItsOwnExitCode() {
        try (ForkedTeam team = ForkedTeam.of(4).option("-Dtest.lease=PT5S").start()) {
            team.tell("strict-barrier", 1, 2).tell("compute", 3);
            team.at(1).await("BEGIN strict-barrier");
            team.at(3).await("BEGIN compute");
            team.at(0).signal("KILL");
            for (int rank = 1; rank <= 3; rank++) {
                assertThat(team.at(rank).awaitExit())
                        .as("exit code of rank %d", rank)
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void b6_lateMembersCostOneDeadlineNotOneEach_andAreNamed() {
        try (ForkedTeam team = ForkedTeam.of(5).start()) {
            team.tell("barrier 3000", 0, 1);
            for (int rank : new int[] {0, 1}) {
                assertThat(team.at(rank).await("DONE barrier"))
                        .isEqualTo("threw CollectiveTimeoutException missing=[2, 3, 4]");
            }
            team.tell("barrier", 2, 3, 4);
            for (int rank = 2; rank <= 4; rank++) {
                assertThat(team.at(rank).await("DONE barrier"))
                        .isEqualTo("threw CollectiveTimeoutException missing=[2, 3, 4]");
            }
            team.tell("barrier", 0, 1, 2, 3, 4);
            assertThat(team.agreed("barrier", 0, 1, 2, 3, 4)).contains("survivors=[0, 1, 2, 3, 4]");
            team.exit(0, 1, 2, 3, 4);
        }
    }

    @Test
    void b9_mismatchedCollectives_nameWhoCalledWhatWhereAtAll() {
        try (ForkedTeam team = ForkedTeam.of(3).start()) {
            team.tell("barrier", 0, 1);
            team.tell("collect 10", 2);
            for (int rank = 0; rank <= 2; rank++) {
                String line = team.at(rank).await("DONE");
                assertThat(line)
                        .contains("threw CollectiveMismatchException", "collect", "barrier", "SpmdCommands.java:");
            }
            team.exit(0, 1, 2);
        }
    }

    @Test
    void aProgramThatThrows_departsAsFailedWithExitCode1() {
        try (ForkedTeam team = ForkedTeam.of(3).start()) {
            team.tell("barrier", 0, 1);
            team.at(2).tell("throw");
            assertThat(team.agreed("barrier", 0, 1)).contains("survivors=[0, 1]");
            assertThat(team.at(2).awaitExit()).isEqualTo(1);
            assertThat(team.at(0).output()).containsPattern("rank 2 .*departed: FAILED, .*as it was told");
            team.exit(0, 1);
        }
    }
}
