package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs of real processes, each started from a shell script of one line. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the ranks are POSIX shells")
@Timeout(60)
class RunCommandTest {
    @TempDir
    Path folder;

    private static CommandLineHarness shell(String script, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--", "sh", "-c", script));
        return CommandLineHarness.run(arguments.toArray(String[]::new));
    }

    @Test
    void everyRankKnowsItsPlace() {
        CommandLineHarness run =
                shell("echo $COMM_RANK of $COMM_SIZE, $COMM_PROFILE", "-n", "3", "--set", "profile=fast");

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .containsExactlyInAnyOrder("[0] 0 of 3, fast", "[1] 1 of 3, fast", "[2] 2 of 3, fast");
        assertThat(run.lastLine()).isEqualTo("comm run: done, 3 of 3 ranks ended with 0");
    }

    @Test
    void ranksShareARunASecretAndARendezvousThatAreGoneAfterwards() {
        CommandLineHarness run = shell(
                "echo $COMM_RUN_ID $COMM_SECRET_FILE $COMM_RENDEZVOUS $COMM_BIND"
                        + " $(ls -l $COMM_SECRET_FILE | cut -c1-10)",
                "-n",
                "2");

        List<String> said = run.outLines().stream()
                .map(line -> line.substring(4))
                .distinct()
                .toList();
        assertThat(said)
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32} \\S+/secret \\S+/master 127.0.0.1:0 -rw-------");
        Path secret = Path.of(said.get(0).split(" ")[1]);
        assertThat(secret.getParent()).doesNotExist();
    }

    @Test
    void w2_nobodyElseCanComeSoTasksWaitForAMinuteUnlessTheUserSaysMore() {
        assertThat(shell("echo $COMM_WAIT_FOR_NODES", "-n", "2").outLines())
                .containsExactlyInAnyOrder("[0] 1m", "[1] 1m");
        assertThat(shell("echo $COMM_WAIT_FOR_NODES", "-n", "2", "--set", "wait.for.nodes=2h")
                        .outLines())
                .containsExactlyInAnyOrder("[0] 2h", "[1] 2h");
    }

    /** Gives the master a certificate of its own, and all ranks one authority. No file of them remains. */
    @Test
    void ranksOfAnEncryptedRunHaveCertificatesThatAreGoneAfterwards() {
        CommandLineHarness run = shell(
                "echo $COMM_TLS_CERTIFICATE $COMM_TLS_KEY $COMM_TLS_TRUST $COMM_TLS_PIN"
                        + " $(ls -l $COMM_TLS_KEY | cut -c1-10)",
                "-n",
                "2",
                "--tls");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines())
                .anyMatch(line -> line.matches("\\[0] \\S+/master.pem \\S+/master.key \\S+/authority.pem -rw-------"))
                .anyMatch(line -> line.matches("\\[1] \\S+/node.pem \\S+/node.key \\S+/authority.pem -rw-------"));
        assertThat(Path.of(run.outLines().get(0).split(" ")[1]).getParent()).doesNotExist();
        assertThat(shell("true", "-n", "1", "--tls", "--set", "tls.pin=1").err())
                .contains("leave out --tls or");
    }

    @Test
    void theSecretIsOnNoCommandLineAndInNoVariable() {
        CommandLineHarness run = shell(
                "(ps -ef; env) | grep -cFf $COMM_SECRET_FILE; env | grep -c COMM_SECRET_FILE",
                "-n",
                "1",
                "--tag-output");

        assertThat(run.outLines()).containsExactly("[0] 0", "[0] 1");
    }

    @Test
    void errorsOfARankGoToTheErrorStream() {
        CommandLineHarness run = shell("echo out; echo err >&2", "-n", "2");

        assertThat(run.out()).contains("[1] out").doesNotContain("err");
        assertThat(run.err()).contains("[1] err");
    }

    @Test
    void argumentsBehindTheProgramAreItsOwn() {
        CommandLineHarness run = CommandLineHarness.run("run", "-n", "1", "--tag-output", "echo", "-n", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isIn("[0] --help\n", "[0] -n --help\n");
    }

    @Test
    void onlyRankZeroReads() {
        assertThat(shell("[ $COMM_RANK = 0 ] || wc -c", "-n", "2").outLines())
                .singleElement()
                .asString()
                .matches("\\[1\\] +0");
    }

    @Test
    void othersGoOnWhenARankFails() {
        CommandLineHarness run = shell("[ $COMM_RANK = 1 ] && exit 5; echo on", "-n", "3");

        assertThat(run.code()).isEqualTo(8);
        assertThat(run.outLines()).containsExactlyInAnyOrder("[0] on", "[2] on");
        assertThat(run.lastLine())
                .startsWith(
                        "comm run: rank 0 is done, but 1 of 3 ranks failed and --allow-lost is 0: rank 1 ended with 5");
    }

    @Test
    void aFailureIsToldWhileTheOthersGoOn() {
        CommandLineHarness run = shell("[ $COMM_RANK = 1 ] && exit 5; exec sleep 2", "-n", "3");

        assertThat(run.err()).containsPattern("comm run: rank 1 ended with 5 after \\S+ s, the other ranks continue");
    }

    /** Does not say that the run continues. A rank that could not start is no evidence for that. */
    @Test
    void aRankThatNeverJoinedIsToldWithoutAPromise() {
        CommandLineHarness run = shell("[ $COMM_RANK = 1 ] && exit 4; exec sleep 2", "-n", "2");

        assertThat(run.err())
                .containsPattern("comm run: rank 1 ended with 4 after \\S+ s\n")
                .doesNotContain("continue");
    }

    @Test
    void withoutRankZeroNobodyGoesOn() {
        CommandLineHarness run = shell("[ $COMM_RANK = 0 ] && exit 4; exec sleep 600", "-n", "2", "--grace", "1s");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err())
                .containsPattern("comm run: rank 0 ended with 4 after \\S+ s, the other ranks end within 1 s\n")
                .contains("comm run: see why rank 0 failed: ending rank 1, which outlived rank 0 by ")
                .doesNotContain("continue", "raise --grace");
    }

    @Test
    void aFailureMayStopTheOthers() {
        CommandLineHarness run =
                shell("[ $COMM_RANK = 1 ] && exit 5; exec sleep 600", "-n", "3", "--on-failure", "stop");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("comm run: stopped because rank 1 failed");
    }

    /** E3: ends the rank without an option that asks for it. */
    @Test
    void aRankThatOutlivesRankZeroIsEndedAndCountsAsFailed() {
        CommandLineHarness run = shell("[ $COMM_RANK = 0 ] || exec sleep 600", "-n", "2", "--grace", "1s");

        assertThat(run.code()).isEqualTo(8);
        assertThat(run.err())
                .contains("comm run: raise --grace if the other ranks need more time after rank 0: ending rank 1,");
        assertThat(run.lastLine())
                .startsWith("comm run: rank 0 is done, but 1 of 2 ranks failed")
                .contains("rank 1 ended with code 143 (or signal 15)");
    }

    @Test
    void aRankThatEndsSoonAfterRankZeroIsLeftAlone() {
        CommandLineHarness run = shell("[ $COMM_RANK = 0 ] || sleep 0.5; echo ended", "-n", "2", "--grace", "60s");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).containsExactly("[0] ended", "[1] ended");
    }

    @Test
    void whoDoesNotEndIsEndedByForce() {
        CommandLineHarness run = shell(
                "trap '' TERM; echo here; while :; do sleep 600; done",
                "-n",
                "2",
                "--grace",
                "100ms",
                "--timeout",
                "2s");

        assertThat(run.code()).isOne();
        assertThat(run.lastLine()).startsWith("comm run: stopped because the time of --timeout is over");
    }

    @Test
    void theReportTellsSignals() throws IOException {
        Path report = folder.resolve("report.json");
        CommandLineHarness run = shell(
                "[ $COMM_RANK = 0 ] || kill -9 $$", "-n", "2", "--allow-lost", "1", "--report", report.toString());

        assertThat(run.code()).isZero();
        assertThat(Files.readString(report))
                .contains("\"exitCode\":0,\"outcome\":\"done, 1 of 2 ranks ended with 0: "
                        + "rank 1 ended with code 137 (or signal 9)")
                .contains("\"rank\":1")
                .contains("\"signal\":9");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeTheRun() {
        CommandLineHarness run = shell(
                "echo ran",
                "-n",
                "1",
                "--tag-output",
                "--report",
                folder.resolve("none/at").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("none/at: name a file in a folder that exists");
    }

    @Test
    void aReportWhoseFolderGoesAwayIsSaid() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        CommandLineHarness run =
                shell("rmdir " + gone, "-n", "1", "--report", gone.resolve("at").toString());

        assertThat(run.code()).isOne();
        assertThat(run.err())
                .contains("done, 1 of 1 ranks ended with 0; but the report")
                .contains("gone/at");
    }
}
