package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A1 in real processes: a run with spares under {@code comm run}. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "comm run is for POSIX systems")
class SparesIT {
    private static final String RESULT = "[0] sum 4515 of 3 ranks";

    @TempDir
    private Path folder;

    @Test
    void a1_withoutALossARunWithASpareSaysAndReturnsTheSame() throws Exception {
        LaunchedRun plain = LaunchedRun.of(folder, 3, List.of(), SparedSteps.class, "-1");
        LaunchedRun spared = LaunchedRun.of(folder, 3, List.of("--spares", "1"), SparedSteps.class, "-1");

        assertThat(plain.code()).as(plain.output()).isZero();
        assertThat(spared.code()).as(spared.output()).isZero();
        assertThat(plain.output()).contains(RESULT);
        assertThat(ofProcesses(spared)).isEqualTo(ofProcesses(plain));
        assertThat(spared.output()).contains("done, 4 of 4 ranks ended with 0");
    }

    @Test
    void a1_aSpareTakesTheRankOfALostMemberAndTheResultIsThatOfARunWithoutALoss() throws Exception {
        LaunchedRun run =
                LaunchedRun.of(folder, 3, List.of("--spares", "1", "--allow-lost", "1"), SparedSteps.class, "2");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains(RESULT).contains("rank 2 ended with 1");
    }

    @Test
    void a1_sparesEndWithTheMaster() throws Exception {
        LaunchedRun run = LaunchedRun.of(folder, 3, List.of("--spares", "1"), SparedSteps.class, "0");

        assertThat(run.code()).as(run.output()).isEqualTo(1);
        // A spare that has not joined yet does not know that the master is gone, so the launcher ends it.
        assertThat(run.output()).containsPattern("spare 3 ended with (5|code 143)");
    }

    private static List<String> ofProcesses(LaunchedRun run) {
        return run.output().lines().filter(line -> line.startsWith("[")).toList();
    }
}
