package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import dev.comm.launcher.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Examples of the table in README print the documented line, on four real ranks: two in each build, else all. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "comm run is for POSIX systems")
class ExamplesIT {
    private static final Pattern ROW =
            Pattern.compile("\\| `(dev\\.comm\\.examples\\.\\S+)` \\|[^|]*\\| `([^`]+)` \\|");

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> examplesPrintWhatTheReadmeSays() throws Exception {
        Path readme = Path.of(System.getProperty("basedir", "."), "..", "README.md");
        Matcher rows = ROW.matcher(Files.readString(readme));
        List<DynamicTest> tests = new ArrayList<>();
        while (rows.find()) {
            String main = rows.group(1);
            String expected = rows.group(2);
            tests.add(DynamicTest.dynamicTest(main, () -> assertThat(run(main)).contains(expected)));
        }
        assertThat(tests).hasSize(7);
        return tests.subList(0, Extent.of(2, 7));
    }

    private String run(String main) throws Exception {
        List<String> command = SmallJvm.command(List.of());
        command.addAll(List.of(Main.class.getName(), "run", "-n", "4", "--"));
        command.addAll(SmallJvm.command(List.of()));
        command.add(main);
        Path output = folder.resolve(main);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("ended; it printed %s", text).isTrue();
            assertThat(process.exitValue()).as("exit code; it printed %s", text).isZero();
            return text;
        } finally {
            process.destroy();
        }
    }
}
