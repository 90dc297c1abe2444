package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.launcher.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs ported from tutorials of MPI give the right result although a rank is killed in the middle, and say so. */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the rank of a process is read from /proc")
class KilledExamplesIT {
    private static final int MEMBERS_LOST = 8;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "heat.Heat | step 200 | continues from step | heat: -713922623 after 600 steps",
                "kmeans.KMeans | round 20 | repeats round | "
                        + "k-means: 400000 points around [(-3.998, -3.000), (5.000, -2.003), (0.997, 6.002)]",
                "sort.SampleSort | batch 5 | repeats batch | "
                        + "sample sort: 20 x 200000 numbers in order, sum 1999704493631844",
            })
    void aProgramGoesOnWithoutAKilledRank(String main, String begin, String repeats, String result) throws Exception {
        List<String> command = SmallJvm.command(List.of());
        command.addAll(List.of(Main.class.getName(), "run", "-n", "4", "--"));
        command.addAll(SmallJvm.command(List.of()));
        command.add("dev.comm.examples." + main);
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.endsWith(begin)) {
                    kill(run, 2);
                }
            }
            assertThat(run.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            run.destroy();
        }
        String text = String.join("\n", lines);
        assertThat(text).contains(repeats).contains(result + ", ranks [0, 1, 3]");
        assertThat(run.exitValue()).as(text).isEqualTo(MEMBERS_LOST);
    }

    private static void kill(Process run, int rank) {
        List<ProcessHandle> found =
                run.descendants().filter(each -> isRank(each, rank)).toList();
        assertThat(found).as("processes of rank %d", rank).isNotEmpty();
        found.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isRank(ProcessHandle process, int rank) {
        try {
            String all = Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return Arrays.asList(all.split("\0")).contains("COMM_RANK=" + rank);
        } catch (IOException gone) {
            return false;
        }
    }
}
