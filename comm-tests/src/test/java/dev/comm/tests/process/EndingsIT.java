package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit code and the last line of {@code comm run} agree with the departures, on real processes. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "comm run is for POSIX systems")
class EndingsIT {
    @TempDir
    Path folder;

    private LaunchedRun run(int ranks, String scenario, String... options) throws Exception {
        return LaunchedRun.of(folder, ranks, List.of(options), Endings.class, scenario);
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 'rank 0 is done, but 1 of 3 ranks failed'", "1, 0, 'done, 2 of 3 ranks left in order: '"})
    void aRankThatEndsWith0WithoutLeavingIsLost(String allowed, int code, String last) throws Exception {
        LaunchedRun run = run(3, "exit", "--allow-lost", allowed);

        assertThat(run.code()).as(run.output()).isEqualTo(code);
        assertThat(run.lastLine()).startsWith("comm run: " + last).contains("rank 1 ended with 0", "but never left");
    }

    /** Rank 1 counts as a survivor although it has left before the end of rank 0. */
    @Test
    void whoLeftInOrderIsNoLoss() throws Exception {
        LaunchedRun run = run(3, "left", "--set", "min.survivors=2", "--allow-lost", "1");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.lastLine()).startsWith("comm run: done, 2 of 3 ranks ended with 0: rank 2 ended with 9");
    }
}
