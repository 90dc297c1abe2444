package dev.comm.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The standard streams of the launcher and of the ranks. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full and descriptors as files are known on Linux")
@Timeout(120)
class StandardStreamsTest {
    @TempDir
    Path folder;

    /** Runs a command line of a shell in which {@code comm} is the launcher, and returns its output. */
    private String shell(String line) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = Stream.of("jdk.module.path", "java.class.path")
                .map(System::getProperty)
                .filter(each -> each != null)
                .collect(Collectors.joining(":"));
        String comm = "comm() { '" + java + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + path + "' "
                + Main.class.getName() + " \"$@\"; }; ";
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder("sh", "-c", comm + line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as(line).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(said);
    }

    /**
     * Prints all output. The JDK closes the stream of an ended process after the next read, even if others still write
     * to it.
     */
    @Test
    void allOutputOfWhatARankLeavesBehindArrives() {
        CommandLineHarness run = CommandLineHarness.run(
                "run",
                "-n",
                "4",
                "--",
                "sh",
                "-c",
                "(for i in 1 2 3 4 5 6; do sleep 0.1; echo late $i; done) & echo early");

        assertThat(run.outLines())
                .as(run.err())
                .hasSize(28)
                .filteredOn(line -> line.endsWith("late 6"))
                .hasSize(4);
        assertThat(run.code()).isZero();
    }

    @Test
    void aProcessThatARankLeavesBehindIsToldAndDelaysTheEndOnce() {
        long started = System.nanoTime();
        CommandLineHarness run =
                CommandLineHarness.run("run", "-n", "16", "--", "sh", "-c", "[ $COMM_RANK = 0 ] || sleep 70 & exit 0");

        assertThat(run.err())
                .contains("comm run: wait in the program for the processes that it starts: rank 3 left a process behind"
                        + " that still holds its output; ending it");
        assertThat(run.code()).isZero();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started))
                .as("2 s for each of 30 streams would be 60 s")
                .isLessThan(30);
    }

    @Test
    void anOutputThatCannotBeWrittenEndsTheRun() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        int code = Main.run(
                full,
                new PrintStream(err, true, UTF_8),
                "run",
                "-n",
                "2",
                "--",
                "sh",
                "-c",
                "echo lost; exec sleep 600");

        assertThat(code).isOne();
        assertThat(err.toString(UTF_8)).contains("comm run: stopped because the output could not be written");
    }

    @Test
    void aFullDeviceIsToldEvenIfTheRanksHaveEnded() throws Exception {
        assertThat(shell("comm run -n 2 -- echo lost >/dev/full; echo code $?"))
                .contains("the output could not be written")
                .endsWith("code 1\n");
    }

    @Test
    void aPipeWithoutAReaderEndsTheRunLikeSigpipe() throws Exception {
        assertThat(shell("{ comm run -n 2 -- sh -c 'while :; do echo on; sleep 0.01; done'; echo code $? >&2; }"
                        + " | head -n 1"))
                .contains("the output has no reader any more")
                .endsWith("code 141\n");
    }

    @Test
    void closedStandardStreamsAreEmpty() throws Exception {
        assertThat(shell("comm run -n 1 -- wc -c 0<&-")).startsWith("0\n");
        assertThat(shell("comm run -n 2 -- wc -c 0<&-")).contains("[0] 0\n").contains("[1] 0\n");
        assertThat(shell("comm run -n 1 -- sh -c 'echo out; echo err >&2' 0<&- 1>&-; echo code $?"))
                .contains("err\n")
                .endsWith("code 0\n");
        assertThat(shell("comm run -n 1 -- sh -c 'echo out; echo err >&2' 0<&- 2>&-; echo code $?"))
                .isEqualTo("out\ncode 0\n");
    }

    static IntStream limits() {
        return Boolean.getBoolean("comm.full") ? IntStream.rangeClosed(98, 103) : IntStream.of(99, 101);
    }

    /**
     * Reports the shortage of descriptors. The launcher needs a few for each rank, and the limit decides which one
     * fails. The full run has all of the limits.
     */
    @ParameterizedTest
    @MethodSource("limits")
    void tooFewDescriptorsAreSaid(int limit) throws Exception {
        assertThat(shell("ulimit -n " + limit + "; comm run -n 200 -- sleep 600; echo code $?"))
                .contains("raise the limit of open files (ulimit -n) or start fewer ranks")
                .endsWith("code 1\n");
    }
}
