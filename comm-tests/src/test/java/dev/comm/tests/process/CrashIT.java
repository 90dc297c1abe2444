package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After a {@code kill -9} before, inside or after each kind of collective, all survivors get the same verdict (B1–B5,
 * C1, D1).
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "kill -9 is POSIX")
class CrashIT {
    private static final int MIB = 1 << 20;

    @Test
    void b1_killBeforeABarrier_survivorsAgreeWithoutIt() {
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            team.tell("barrier", 0, 1, 2, 3);
            assertThat(team.agreed("barrier", 0, 1, 2, 3)).contains("survivors=[0, 1, 2, 3]", "departed={}");
            team.at(2).signal("KILL");
            team.at(2).awaitExit();
            team.tell("barrier", 0, 1, 3);
            assertThat(team.agreed("barrier", 0, 1, 3)).contains("sequence=1", "survivors=[0, 1, 3]");
            team.exit(0, 1, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collect 1000", "distribute 1000"})
    @FullOnly("b1_killBeforeABarrier; this one before a collect and a distribute")
    void killBeforeACollective_survivorsAgreeWithoutIt(String command) {
        String name = command.split(" ")[0];
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            team.at(1).signal("KILL");
            team.tell(command, 0, 2, 3);
            assertThat(team.agreed(name, 0, 2, 3)).contains("survivors=[0, 2, 3]");
            team.exit(0, 2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collect 1000", "distribute 1000"})
    @FullOnly("b12_killAfterABarrier; this one after a collect and a distribute")
    void b12_killAfterACollective_theVerdictStandsAndTheNextSaysSo(String command) {
        String name = command.split(" ")[0];
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            team.tell(command, 0, 1, 2, 3);
            assertThat(team.agreed(name, 0, 1, 2, 3)).contains("survivors=[0, 1, 2, 3]", "departed={}");
            team.at(3).signal("KILL");
            team.tell(command, 0, 1, 2);
            assertThat(team.agreed(name, 0, 1, 2)).contains("survivors=[0, 1, 2]");
            team.exit(0, 1, 2);
        }
    }

    @Test
    void b1_killInsideABarrier_survivorsAgreeThatItDeparted() {
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            team.tell("barrier", 0, 1, 2);
            team.at(2).await("BEGIN barrier");
            team.at(0).await("BEGIN barrier");
            team.at(2).signal("KILL");
            team.at(0).awaitLine(line -> line.contains("rank 2") && line.contains("departed"), "the loss of rank 2");
            team.tell("barrier", 3);
            assertThat(team.agreed("barrier", 0, 1, 3))
                    .contains("survivors=[0, 1, 3]")
                    .containsPattern("departed=\\{2=(CLOSED|RESET)}");
            team.exit(0, 1, 3);
        }
    }

    @Test
    void b12_killAfterABarrier_theVerdictStandsAndTheNextSaysSo() {
        try (ForkedTeam team = ForkedTeam.of(3).start()) {
            team.tell("barrier", 0, 1, 2);
            assertThat(team.agreed("barrier", 0, 1, 2)).contains("survivors=[0, 1, 2]");
            team.at(1).signal("KILL");
            team.tell("barrier", 0, 2);
            assertThat(team.agreed("barrier", 0, 2)).contains("survivors=[0, 2]");
            team.exit(0, 2);
        }
    }

    @Test
    void c1_killHalfWayThroughACollectOf64MiB_itsSlotIsMarked() {
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            team.tell("collect " + 64 * MIB, 1, 2, 3);
            team.at(2).await("BEGIN collect");
            team.at(2).signal("KILL");
            team.tell("collect " + 64 * MIB, 0);
            String verdict = team.agreed("collect", 0, 1, 3);
            assertThat(verdict).containsPattern("survivors=\\[0, 1, (2, )?3]");
            team.tell("collect 1000", 0, 1, 3);
            assertThat(team.agreed("collect", 0, 1, 3)).contains("survivors=[0, 1, 3]");
            team.exit(0, 1, 3);
        }
    }

    @Test
    void d1_killHalfWayThroughADistributeOf64MiB_survivorsHoldTheSameBytes() {
        try (ForkedTeam team = ForkedTeam.of(4).start()) {
            team.tell("distribute " + 64 * MIB, 0);
            team.at(0).await("BEGIN distribute");
            team.at(1).signal("KILL");
            team.tell("distribute " + 64 * MIB, 2, 3);
            String right = SpmdCommands.checksum(SpmdCommands.bytes(64 * MIB, 7));
            for (int rank : new int[] {0, 2, 3}) {
                assertThat(team.at(rank).await("DONE distribute")).contains("survivors=[0, 2, 3]", "crc=" + right);
            }
            team.exit(0, 2, 3);
        }
    }

    @Test
    void b5_twoAtOnceAndAllButOne_theRestGoesOn() {
        try (ForkedTeam team = ForkedTeam.of(6).start()) {
            team.tell("barrier", 0, 1, 2, 3);
            team.at(4).signal("KILL");
            team.at(5).signal("KILL");
            assertThat(team.agreed("barrier", 0, 1, 2, 3)).contains("survivors=[0, 1, 2, 3]");
            team.tell("gather", 0);
            for (int rank = 1; rank <= 3; rank++) {
                team.at(rank).signal("KILL");
            }
            assertThat(team.agreed("gather", 0)).contains("survivors=[0]");
            team.exit(0);
        }
    }
}
