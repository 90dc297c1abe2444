package dev.comm.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The file that {@code comm slurm script} prints, and the values that it refuses. */
class SlurmScriptCommandTest {
    private static final List<String> HOSTILE = List.of(
            "it's",
            "\"quoted\" 'twice'",
            "two  blanks ",
            "$HOME `id` $(id)",
            "line\nbreak\r\nof DOS\r",
            "#SBATCH --exclusive",
            "\n#SBATCH --exclusive",
            "back\\slash",
            "*",
            "~",
            "!history",
            "a;b|c&d>e<f",
            "",
            "-n",
            "--",
            "star ★ ä",
            "tab\there");

    @TempDir
    Path folder;

    private static String golden(String name) throws IOException {
        try (InputStream in = SlurmScriptCommandTest.class.getResourceAsStream("slurm/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static CommandLineHarness script(String... arguments) {
        return CommandLineHarness.run(Stream.concat(Stream.of("slurm", "script"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void theShortestCommandIsThisFile() throws IOException {
        CommandLineHarness printed = script("-n", "4", "--", "java", "-cp", "app.jar", "app.Main");

        assertThat(printed.err()).isEmpty();
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).isEqualTo(golden("plain.sbatch"));
    }

    @Test
    void allOptionsAreInThisFile() throws IOException {
        CommandLineHarness printed = script(
                "-n 4 --spares 1 --time PT26H30S --cpus-per-task 8 --job-name pi-2 --grace 5m --output".split(" "),
                "my logs/%x #%j.out",
                "--",
                "java",
                "-cp",
                "lib/*",
                "app.Pi");

        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).isEqualTo(golden("spares.sbatch"));
    }

    private static CommandLineHarness script(String[] first, String... more) {
        return script(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX shells")
    void aShellGivesSrunTheVeryArguments(String shell) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-n", "3", "--spares", "2", "--grace", "90s", "--", "java"));
        arguments.addAll(HOSTILE);
        CommandLineHarness printed = script(arguments.toArray(String[]::new));

        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).doesNotContain("\r");
        List<String> expected = new ArrayList<>(List.of(
                "COMM_SPARES=2",
                "COMM_TERM_GRACE=90s",
                "--cpus-per-task=3",
                "--no-kill",
                "--kill-on-bad-exit=0",
                "--wait=0",
                "--label",
                "java"));
        expected.addAll(HOSTILE);
        assertThat(new FakeSrun(folder).run(shell, printed.out())).isEqualTo(expected);
    }

    /** Slurm reads lines with its options up to the first command. */
    @Test
    void noArgumentBecomesAnOptionOfSlurm() {
        String printed =
                script("-n", "2", "--", "java", "\n#SBATCH --exclusive\n").out();

        assertThat(printed.lines().takeWhile(line -> line.startsWith("#")))
                .hasSize(7)
                .noneMatch(line -> line.contains("exclusive"));
    }

    @ParameterizedTest
    @CsvSource({
        "2h, 02:00:00",
        "3m, 00:03:00",
        "1d, 1-00:00:00",
        "02:30:00, 02:30:00",
        "2-12, 2-12:00:00",
        "10:00, 00:10:00"
    })
    void aTimeIsInTheFormOfSlurm(String time, String written) {
        assertThat(script("-n", "2", "--time", time, "--", "java").outLines()).contains("#SBATCH --time=" + written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- java                           | '--ranks=N'",
                "-n 2                              | COMMAND",
                "-n 0 -- java                      | -n is 1 to 65536, not 0",
                "-n 1 -- java                      | give -n 2 or more, or --spares 1: Slurm gives no rank",
                "-n 2 --spares -1 -- java          | --spares is 0 to 65536, not -1",
                "-n 2 --cpus-per-task 0 -- java    | --cpus-per-task is 1 to 65536, not 0",
                "-n 2 --time soon -- java          | --time 'soon': a duration is expected",
                "-n 2 --time 60 -- java            | --time 60: add a unit, such as 60s for seconds",
                "-n 2 --time 1:2:3:4 -- java       | --time '1:2:3:4': write a time as D-HH:MM:SS or MM:SS",
                "-n 2 --time 2m -- java            | give a --time of more than 120s: Slurm asks",
                "-n 2 --time 5m --grace 4m -- java | give a --time of more than 335s",
                "-n 2 --grace 0s -- java           | --grace is 1s or more",
                "-n 2 --grace 19h -- java          | --grace is at most 18h",
                "-n 2 --job-name a/b -- java       | write --job-name with 1 to 64 letters",
                "-n 2 --output a'b -- java         | write --output with 1 to 1024 characters, without quotes",
                "-n 2 -- -Xmx2g                    | write the program after --, such as -- java",
                "-n 2 -- java -cp a.jar b.jar Main | write the class path in quotes, such as -cp 'lib/*'",
                "-n 2 -- java -Dcomm.secret=x      | leave the secret out, because rank 0 makes one",
                "-n 2 -- env COMM_SECRET=x java    | leave the secret out, because rank 0 makes one",
            },
            quoteCharacter = '`')
    void wrongValuesAreExplainedAndEndWith2(String arguments, String message) {
        CommandLineHarness bad = script(arguments.split(" +"));

        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.out()).isEmpty();
        assertThat(bad.err())
                .startsWith("comm slurm script: ")
                .contains(message)
                .doesNotContain("Exception");
    }

    @Test
    void lineBreaksInAValueOfSlurmAreRefused() {
        for (String option : List.of("--job-name", "--output")) {
            CommandLineHarness bad = script("-n", "2", option, "a\n#SBATCH --exclusive", "--", "java");
            assertThat(bad.code()).isEqualTo(2);
            assertThat(bad.out()).isEmpty();
        }
    }

    @Test
    void theSecretOfTheShellIsNotPrinted() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("COMM_SECRET", "k8Zq0123456789");
        CommandLine line = new CommandLine(new SlurmScriptCommand(new PrintStream(out, true, UTF_8), environment));
        line.setErr(new PrintWriter(new ByteArrayOutputStream()));

        assertThat(line.execute("-n", "2", "--", "java", "app.Main", "--key=k8Zq0123456789"))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(line.execute("-n", "2", "--", "java", "app.Main")).isZero();
        assertThat(out.toString(UTF_8)).doesNotContain("k8Zq");
    }

    @Test
    void aShellMayTakeASecretFromAFile() {
        assertThat(script("-n", "2", "--", "sh", "-c", "COMM_SECRET=\"$(cat key)\" exec java app.Main")
                        .code())
                .isZero();
    }
}
