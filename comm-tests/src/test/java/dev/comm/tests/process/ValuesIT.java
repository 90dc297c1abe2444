package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import org.junit.jupiter.api.Test;

/** Values of all sizes and kinds between processes. */
class ValuesIT {
    private static final int ROUNDS = Extent.of(2, 6);

    @Test
    void c1_allKindsOfValuesTravel_andABadOneFailsItsSlotAlone() {
        try (ForkedTeam team = ForkedTeam.of(3).start()) {
            team.tell("collect 0", 0, 1, 2).tell("collect 1", 0, 1, 2).tell("collect-null", 0, 1, 2);
            String empty = SpmdCommands.checksum(new byte[0]);
            assertThat(team.at(0).await("DONE collect"))
                    .contains("values={0=" + empty + ", 1=" + empty + ", 2=" + empty);
            assertThat(team.at(0).await("DONE collect"))
                    .contains("1=" + SpmdCommands.checksum(SpmdCommands.bytes(1, 1)));
            assertThat(team.at(0).await("DONE collect-null")).contains("values={0=null, 1=null, 2=null}");
            team.tell("collect-sample", 0, 1, 2);
            assertThat(team.at(0).await("DONE collect-sample")).contains("2=Sample[rank=2, text=hello]");
            team.tell("collect-sample", 0, 2).tell("collect-bad", 1);
            assertThat(team.at(1).await("DONE collect-bad"))
                    .contains("threw SerializationException", "java.lang.Object");
            assertThat(team.at(0).await("DONE collect-sample")).contains("survivors=[0, 1, 2]", "1=failed");
            team.tell("collect-sample", 0, 2).tell("collect-undeclared", 1);
            assertThat(team.at(1).await("DONE collect-undeclared"))
                    .contains("threw SerializationException", "Undeclared", "types(");
            assertThat(team.at(0).await("DONE collect-sample")).contains("1=failed");
            team.exit(0, 1, 2);
        }
    }

    @Test
    void r1_theOtherCollectivesGiveTheRightValues() {
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            int[] ranks = {0, 1, 2, 3};
            team.tell("gather", ranks)
                    .tell("scatter", ranks)
                    .tell("reduce", ranks)
                    .tell("all-reduce", ranks);
            team.tell("dup", ranks).tell("barrier", ranks);
            for (int rank : ranks) {
                assertThat(team.at(rank).await("DONE gather")).contains("values={0=0, 1=10, 2=20, 3=30}");
                assertThat(team.at(rank).await("DONE scatter")).endsWith("right");
                String reduced = team.at(rank).await("DONE reduce");
                assertThat(reduced).contains("survivors=[0, 1, 2, 3]");
                assertThat(reduced.endsWith("value=15")).isEqualTo(rank == 0);
                assertThat(team.at(rank).await("DONE all-reduce")).endsWith("value=15");
            }
            assertThat(team.agreed("barrier", ranks)).contains("sequence=0");
            team.exit(ranks);
        }
    }

    @Test
    void p1_messagesPassThroughTheMasterInOrder() {
        try (ForkedTeam team = ForkedTeam.of(3).start()) {
            team.tell("send 2 first", 1).tell("send 2 second", 1).tell("send 0 third", 1);
            team.tell("receive 1 60000", 2, 2, 0);
            assertThat(team.at(2).await("DONE receive")).isEqualTo("value=first");
            assertThat(team.at(2).await("DONE receive")).isEqualTo("value=second");
            assertThat(team.at(0).await("DONE receive")).isEqualTo("value=third");
            team.at(1).signal("KILL");
            team.tell("receive 1 60000", 2);
            assertThat(team.at(2).await("DONE receive")).contains("threw MemberLostException");
            team.exit(0, 2);
        }
    }

    @Test
    void c2_manyTimesItsMemoryPassesAMasterOf256MiB() {
        try (ForkedTeam team = ForkedTeam.of(5).option("-Xmx256m").start()) {
            int quarter = 48 << 20;
            for (int round = 0; round < ROUNDS; round++) {
                team.tell("collect-each " + quarter, 0, 1, 2, 3, 4);
                assertThat(team.agreed("collect-each", 0, 1, 2, 3, 4)).contains("survivors=[0, 1, 2, 3, 4]");
            }
            for (int round = 0; round < ROUNDS; round++) {
                team.tell("distribute " + quarter, 0, 1, 2, 3, 4);
                assertThat(team.agreed("distribute", 0, 1, 2, 3, 4)).contains("survivors=[0, 1, 2, 3, 4]");
            }
            team.exit(0, 1, 2, 3, 4);
        }
    }
}
