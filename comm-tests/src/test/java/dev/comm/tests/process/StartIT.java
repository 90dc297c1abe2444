package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Starts with missing members, under both policies. */
class StartIT {
    @Test
    void requireAll_namesTheMissingAndNobodyStarts() {
        try (ForkedTeam team = ForkedTeam.of(4).option("-Dtest.startup.seconds=8")) {
            for (int rank = 0; rank <= 2; rank++) {
                team.launch(rank);
            }
            for (int rank = 0; rank <= 2; rank++) {
                assertThat(team.at(rank).awaitExit())
                        .as("exit code of rank %d", rank)
                        .isEqualTo(4);
            }
            team.at(0).awaitLogged("rank 3");
            assertThat(team.at(0).output()).doesNotContain("JOINED");
        }
    }

    @Test
    void aRankThatIsRejectedForGood_endsTheStartOfAll() {
        try (ForkedTeam team = ForkedTeam.of(4).option("-Dtest.startup.seconds=600")) {
            team.launch(0);
            team.launch(1);
            team.environment("COMM_SERIALIZER", "kryo").launch(2);
            team.environment("COMM_SERIALIZER", "java").launch(3);
            for (int rank = 0; rank < 4; rank++) {
                assertThat(team.at(rank).awaitExit())
                        .as("exit code of rank %d:%n%s", rank, team.at(rank).output())
                        .isEqualTo(4);
            }
            for (int rank : new int[] {0, 1}) {
                team.at(rank).awaitLogged("set the same serializer on all members");
                team.at(rank).awaitLogged("the master rejected rank 2");
            }
            team.at(2).awaitLogged("configure the same serializer on all members");
        }
    }

    @Test
    void allowMissing_renumbersThoseWhoCameWithoutGaps() {
        try (ForkedTeam team =
                ForkedTeam.of(4).option("-Dtest.startup.seconds=8").environment("COMM_STARTUP", "allow-missing")) {
            team.launch(0);
            team.launch(1);
            team.launch(3);
            assertThat(team.at(0).await("JOINED")).isEqualTo("rank=0 size=3 members=[0, 1, 2]");
            assertThat(team.at(1).await("JOINED")).isEqualTo("rank=1 size=3 members=[0, 1, 2]");
            assertThat(team.at(3).await("JOINED")).isEqualTo("rank=2 size=3 members=[0, 1, 2]");
            team.tell("barrier", 0, 1, 3);
            assertThat(team.agreed("barrier", 0, 1, 3)).contains("survivors=[0, 1, 2]");
            team.exit(0, 1, 3);
        }
    }
}
