package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.launcher.Main;
import dev.comm.tests.process.SmallJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-10, SEC-18: the ranks that {@code comm run} starts open one port together, and show nobody their secret. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the sockets of a process are known on Linux")
class LaunchedTeamIT {
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sec18_onlyTheMasterListensAndOnlyOnTheLoopback(boolean encrypted) throws Exception {
        List<String> said = run(encrypted);

        List<String> ranks =
                said.stream().filter(line -> line.contains("] rank ")).toList();
        assertThat(ranks).hasSize(3).allSatisfy(line -> assertThat(line).contains(" tls " + encrypted));
        assertThat(ranks.get(0)).containsPattern("rank 0 listens \\[tcp 127\\.0\\.0\\.1 \\d+] ");
        assertThat(ranks.get(1)).contains("rank 1 listens [] ");
        assertThat(ranks.get(2)).contains("rank 2 listens [] ");
        requireNoSecret(said, encrypted);
    }

    private List<String> run(boolean encrypted) throws Exception {
        List<String> command = SmallJvm.command(List.of());
        command.addAll(List.of(Main.class.getName(), "run", "-n", "3", "--report"));
        command.add(folder.resolve("report.json").toString());
        if (encrypted) {
            command.add("--tls");
        }
        command.add("--");
        command.addAll(SmallJvm.command(List.of()));
        command.addAll(List.of(SocketTeller.class.getName(), folder.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readAllLines(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** What the ranks and the launcher print, their command lines and the report. */
    private void requireNoSecret(List<String> said, boolean encrypted) throws Exception {
        try (Traces traces = new Traces()) {
            said.forEach(traces::add);
            traces.add(Files.readString(folder.resolve("report.json")));
            traces.add(Files.readString(Path.of("/proc/self/cmdline")));
            assertThat(traces.holding("\"ranks\"".getBytes(StandardCharsets.US_ASCII)))
                    .as("the report was looked at")
                    .isNotEmpty();
            assertThat(traces.holding("SocketTeller".getBytes(StandardCharsets.US_ASCII)))
                    .as("command lines were looked at")
                    .isNotEmpty();
            assertThat(traces.holding(Files.readAllBytes(folder.resolve("secret"))))
                    .isEmpty();
            if (encrypted) {
                Stream<String> key = Files.readAllLines(folder.resolve("key")).stream();
                String body = key.filter(line -> !line.startsWith("-----")).reduce("", String::concat);
                byte[] bytes = Base64.getDecoder().decode(body);
                assertThat(traces.holding(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length)))
                        .isEmpty();
            }
        }
    }
}
