package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** S1: no rank outlives the launcher, for every end of the launcher. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are POSIX")
@Timeout(60)
class LauncherSignalsTest {
    @TempDir
    Path folder;

    private final List<ProcessHandle> ranks = new ArrayList<>();
    private Process launcher;
    private BufferedReader output;
    private Path secret;

    @AfterEach
    void endAll() {
        launcher.destroyForcibly();
        ranks.forEach(ProcessHandle::destroyForcibly);
    }

    /** Starts ranks that print their process id and the path of the secret, and then run for ten minutes. */
    private void launch(String... options) throws IOException {
        launchScript("echo $$ $COMM_SECRET_FILE; exec sleep 600", options);
    }

    private void launchScript(String script, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path(),
                Main.class.getName(),
                "run",
                "-n",
                "2"));
        command.addAll(List.of(options));
        command.addAll(List.of("--", "sh", "-c", script));
        launcher = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = launcher.inputReader();
        for (int i = 0; i < 2; i++) {
            String[] said = output.readLine().split(" ");
            ranks.add(ProcessHandle.of(Long.parseLong(said[1])).orElseThrow());
            secret = Path.of(said[2]);
        }
    }

    private static String path() {
        return Stream.of("jdk.module.path", "java.class.path")
                .map(System::getProperty)
                .filter(each -> each != null)
                .collect(Collectors.joining(":"));
    }

    private void awaitEnd() throws Exception {
        for (ProcessHandle rank : ranks) {
            rank.onExit().get(30, TimeUnit.SECONDS);
        }
        launcher.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void s1_aRequestToEndReachesTheRanksAndIsReported() throws Exception {
        Path report = folder.resolve("report.json");
        launch("--report", report.toString());
        launcher.toHandle().destroy();

        awaitEnd();

        List<String> lines = output.lines().toList();
        assertThat(launcher.exitValue()).as("exit code; it printed %s", lines).isEqualTo(143);
        assertThat(lines).last().asString().startsWith("comm run: stopped because comm run was asked to end");
        assertThat(Files.readString(report)).contains("\"exitCode\":143,", "\"signal\":15,\"stopped\":true");
        assertThat(secret.getParent()).doesNotExist();
    }

    @Test
    void aSecondRequestKillsTheRanks() throws Exception {
        launchScript("trap '' TERM; echo $$ $COMM_SECRET_FILE; while :; do sleep 0.1; done", "--grace", "10m");
        launcher.toHandle().destroy();
        assertThat(output.readLine()).isEqualTo("comm run: ending the ranks, at most 600 s; again to kill");

        launcher.toHandle().destroy();
        awaitEnd();

        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(output.lines())
                .last()
                .asString()
                .startsWith("comm run: stopped because comm run was asked to end twice; the ranks were killed");
    }

    @Test
    void s1_aLauncherThatIsKilledLeavesNoRankAndNoSecret() throws Exception {
        launch("--grace", "5s");
        launcher.destroyForcibly();

        awaitEnd();

        assertThat(ranks).noneMatch(ProcessHandle::isAlive);
        assertThat(secret).doesNotExist();
    }

    /** Ends a process that has left the process tree, the session and the output of its rank. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "orphans are found in /proc")
    void e3_aLauncherThatIsKilledLeavesNoProcessOfARank() throws Exception {
        Path pids = Files.createFile(folder.resolve("pids"));
        launchScript(
                "(trap '' TERM; setsid sh -c 'echo $$ >>" + pids + "; exec sleep 600' >/dev/null 2>&1 &);"
                        + " while [ $(wc -l <" + pids + ") -lt 2 ]; do sleep 0.1; done 2>/dev/null;"
                        + " echo $$ $COMM_SECRET_FILE; exec sleep 600",
                "--grace",
                "1s");
        for (String pid : Files.readAllLines(pids)) {
            ranks.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
        }
        launcher.destroyForcibly();

        awaitEnd();

        assertThat(ranks).hasSize(4).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void s1_aRankGetsItsGraceEvenIfTheLauncherIsKilledAndAnotherRankIsGone() throws Exception {
        Path farewell = folder.resolve("farewell");
        launchScript(
                "[ $COMM_RANK = 0 ] || trap 'sleep 2; echo done >" + farewell + "; exit' TERM;"
                        + " echo $$ $COMM_SECRET_FILE; while :; do sleep 0.1; done",
                "--grace",
                "30s");
        launcher.destroyForcibly();

        awaitEnd();

        assertThat(farewell).hasContent("done");
    }
}
