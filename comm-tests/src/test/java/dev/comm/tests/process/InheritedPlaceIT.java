package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import dev.comm.launcher.Main;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * L1: the place of a member belongs to one process. A second process with the same variables is refused and changes
 * nothing.
 */
class InheritedPlaceIT {
    @TempDir
    Path folder;

    @Test
    void aSecondMasterIsRefusedAsLongAsTheFirstLives() {
        try (ForkedTeam team = ForkedTeam.of(2).start()) {
            ForkedMember first = team.at(0);
            InetSocketAddress address = team.master();

            ForkedMember second = team.launch(0);

            assertThat(second.awaitExit()).as(second.output()).isEqualTo(3);
            assertThat(second.output())
                    .contains("end that process, or set another rendezvous: process " + first.pid() + " on ");
            assertThat(team.master()).isEqualTo(address);

            first.signal("KILL");
            first.awaitExit();
            team.at(1).signal("KILL");
            team.at(1).awaitExit();
            team.launch(0);
            team.launch(1);
            team.awaitJoined();
        }
    }

    @Test
    void aSecondProcessOfARankIsRefusedEvenIfItWouldReplaceTheFirst() {
        try (ForkedTeam team = ForkedTeam.of(2).environment("COMM_ON_DUPLICATE", "replace")) {
            team.launch(0);
            team.environment("COMM_RANK_FILE", folder.resolve("rank-1").toString());
            ForkedMember first = team.launch(1);
            team.awaitJoined();

            ForkedMember second = team.launch(1);

            assertThat(second.awaitExit()).as(second.output()).isEqualTo(3);
            assertThat(second.output())
                    .contains("start this program without the variables COMM_…", "process " + first.pid() + " on ");
            team.at(0).tell("barrier");
            first.tell("barrier");
            assertThat(first.await("DONE barrier")).isEqualTo(team.at(0).await("DONE barrier"));
        }
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "comm run is for POSIX systems")
    void aChildOfARankIsNoMember() throws Exception {
        List<String> said = run("exec \"$@\"");

        assertThat(said)
                .contains("[0] heir of rank 0 ended with 3", "[1] heir of rank 1 ended with 3")
                .contains("[0] rank 0 is done", "[1] rank 1 is done")
                .anyMatch(line -> line.contains("is rank 0 of this run"))
                .anyMatch(line -> line.contains("is rank 1 of this run"));
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "comm run is for POSIX systems")
    @FullOnly("KillIT.b7_restarted_itComesBack; this one has an inherited place")
    void aRankThatHasEndedMayStartAgain() throws Exception {
        List<String> said = run("\"$@\" childless && exec \"$@\" childless");

        assertThat(said).filteredOn(line -> line.endsWith("is done")).hasSize(4);
    }

    private List<String> run(String script) throws Exception {
        List<String> command = SmallJvm.command(List.of());
        command.addAll(List.of(Main.class.getName(), "run", "-n", "2", "--", "sh", "-c", script, "rank"));
        command.addAll(SmallJvm.command(List.of()));
        command.add(PlaceHeir.class.getName());
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended; it printed %s", Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readAllLines(output);
        } finally {
            process.destroy();
        }
    }
}
