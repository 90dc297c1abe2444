package dev.comm.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code comm hosts} shows, and what it refuses. */
class HostsCommandTest {
    @TempDir
    Path folder;

    @Test
    void hostsOfTheCommandLineAreShown() {
        CommandLineHarness shown = CommandLineHarness.run("hosts", "--hosts", "n[0-1]:4,login");

        assertThat(shown.code()).isZero();
        assertThat(shown.outLines())
                .containsExactly("host   slots", "n0     4", "n1     4", "login  1", "3 hosts from --hosts");
    }

    @Test
    void hostsOfAFileAreShown() throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), "n0 slots=2\nn1\n");
        CommandLineHarness shown = CommandLineHarness.run("hosts", "--hostfile", file.toString());

        assertThat(shown.outLines()).endsWith("n0    2", "n1    1", "2 hosts from --hostfile " + file);
    }

    @Test
    void theAllocationIsShown() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, Map.of("SLURM_JOB_NODELIST", "n[08-09]"))).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("""
                host  slots
                n08   -
                n09   -
                2 hosts from SLURM_JOB_NODELIST
                """);
    }

    @Test
    void withoutAnAllocationTheCureComesFirst() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, Map.of())).isEqualTo(3);
        assertThat(out.toString(UTF_8)).startsWith("hosts: name the hosts by --hosts or --hostfile");
    }

    @Test
    void aCheckOutsideOfAJobIsRefused() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, Map.of(), "--check", "--hosts", "n0")).isEqualTo(3);
        assertThat(out.toString(UTF_8)).startsWith("hosts: call this in a job of Slurm, such as salloc -N 4");
    }

    private static int run(ByteArrayOutputStream out, Map<String, String> environment, String... arguments) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return new CommandLine(new HostsCommand(stream, stream, environment))
                .setErr(new PrintWriter(stream, true))
                .setExecutionExceptionHandler(new ErrorMessages())
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hosts n[0-             | write hosts as n[0-3,7],login",
                "--hosts n0:0             | a host has 1 to 65536 slots, not 0",
                "--hostfile /none/such    | name a file of hosts that this user can read",
                "--hosts n0 --hostfile x  | mutually exclusive",
                "--hosts n0 --slurm       | mutually exclusive",
                "--hosts n0 --timeout 0   | --timeout is 1s or more",
                "--hosts n0 --timeout 5   | --timeout 5: add a unit",
            })
    void wrongValuesAreExplainedAndEndWith2(String arguments, String message) {
        CommandLineHarness bad = CommandLineHarness.run(("hosts " + arguments).split(" +"));

        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.out()).isEmpty();
        assertThat(bad.err()).startsWith("comm hosts: ").contains(message);
    }
}
