package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RunId;
import dev.comm.launcher.process.RunMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * S1: after its launcher was killed, the guardian ends the ranks of a run, and then the processes that they started.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are found in /proc")
@Timeout(60)
class GuardianTest {
    private final RunId id = RunId.parse(UUID.randomUUID().toString().replace("-", ""));
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endAll() {
        for (Process each : started) {
            each.descendants().forEach(ProcessHandle::destroyForcibly);
            each.destroyForcibly();
        }
    }

    private Process rank(String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "rank", said().toString());
        RunMark.put(builder.environment(), id);
        return keep(builder);
    }

    private Process guardian(String grace) throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        return keep(new ProcessBuilder("sh", "-c", Guardian.SCRIPT, "guardian", run.toString(), grace, id.toString()));
    }

    private Process keep(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path said() {
        return folder.resolve("said");
    }

    /** Ends a rank although the launcher was killed before it reported the start of this rank to the guardian. */
    @Test
    void s1_aRankThatIsNotYetListedEndsBeforeItsChildren() throws Exception {
        Process rank = rank("sh -c 'trap \"echo child asked >>$1; exit\" TERM; echo ready;"
                + " while :; do sleep 0.1; done' child $1 &"
                + " trap 'sleep 2; echo rank ended >>$1; exit' TERM; while :; do sleep 0.1; done");
        assertThat(rank.inputReader().readLine()).isEqualTo("ready");

        Process guardian = guardian("50");
        guardian.getOutputStream().close();

        assertThat(guardian.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(said()).hasContent("rank ended\nchild asked");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void s1_aDeafProcessIsKilledAfterTheGrace() throws Exception {
        Process rank = rank("trap '' TERM; echo ready; while :; do sleep 0.1; done");
        assertThat(rank.inputReader().readLine()).isEqualTo("ready");

        guardian("2").getOutputStream().close();

        assertThat(rank.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(rank.exitValue()).isEqualTo(128 + 9);
    }
}
