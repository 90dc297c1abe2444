package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.tests.slurm.StepsUntilLoss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rank says that a scheduler has started, and that does not find rank 0. */
class ScheduledStartIT {
    @TempDir
    Path folder;

    /** The user gave no address of the master, so the advice names what the user can change. */
    @Test
    void w1_theAdviceIsTheFolderOfTheMeetingAndTheFirewall() throws Exception {
        String output = outputOfRank1();

        assertThat(output)
                .containsPattern("cannot join the master yet, for .*; see the output of rank 0, name a folder that all"
                        + " hosts see \\(COMM_SHARED\\), or let a firewall pass the port of rank 0; this node gives up")
                .containsPattern("see the output of rank 0, name a folder that all hosts see \\(COMM_SHARED\\), let a"
                        + " firewall pass the port of rank 0, or allow more time for the start: not admitted within 7")
                .doesNotContain("COMM_MASTER");
    }

    private String outputOfRank1() throws Exception {
        List<String> command = new ArrayList<>(SmallJvm.command(List.of()));
        command.add(StepsUntilLoss.class.getName());
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(COMM|SLURM)_.*"));
        builder.environment()
                .putAll(Map.of(
                        "SLURM_JOB_ID", "7",
                        "SLURM_STEP_ID", "0",
                        "SLURM_STEP_NUM_TASKS", "2",
                        "SLURM_STEP_NUM_NODES", "1",
                        "SLURM_STEP_NODELIST", "n0",
                        "SLURM_PROCID", "1",
                        "COMM_SHARED", folder.toString(),
                        "COMM_SECRET", "7Yh2kP9sQ4vX1mZ8bN3cT6wR5jL0dF2g",
                        "COMM_STARTUP_TIMEOUT", "7s"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            String text = Files.readString(output);
            assertThat(process.exitValue()).as(text).isEqualTo(4);
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
