package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Members that arrive late, make a different call, or fail. */
class HangIT {
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
            team.at(0).awaitLogged("rank 2 .*departed: FAILED, .*as it was told");
            team.exit(0, 1);
        }
    }
}
