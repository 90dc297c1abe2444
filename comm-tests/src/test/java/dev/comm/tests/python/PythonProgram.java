package dev.comm.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running Python program, which ends with the test at the latest. */
public final class PythonProgram implements AutoCloseable {
    /** The limit of waits, which is long for slow machines. A shorter limit would not make tests faster. */
    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path output;

    private PythonProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a script of src/test/python. It skips the calling test if there is no Python 3. */
    static PythonProgram start(String script, List<String> arguments) {
        return start(script, arguments, Map.of());
    }

    /** Starts a script with more environment variables. */
    static PythonProgram start(String script, List<String> arguments, Map<String, String> environment) {
        List<String> command = command(script, arguments);
        try {
            Path output = Files.createTempFile("comm-python", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("COMM_"));
            builder.environment().putAll(environment);
            return new PythonProgram(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /**
     * Returns the command that starts a script of src/test/python. It skips the calling test if there is no Python 3.
     */
    public static List<String> command(String script, List<String> arguments) {
        assumeTrue(isThere(), "python3 is not installed, so the Python node cannot be tried");
        List<String> command = new ArrayList<>(
                List.of("python3", "-B", folder().resolve(script).toString()));
        command.addAll(arguments);
        return command;
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end with exit code 0 and returns the output. */
    List<String> finish() throws IOException, InterruptedException {
        return finish(0);
    }

    /** Waits for the end with this exit code and returns the output. */
    List<String> finish(int exitCode) throws IOException, InterruptedException {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<String> lines = Files.readAllLines(output);
        assertThat(ended).as(() -> "still runs after " + lines).isTrue();
        assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isEqualTo(exitCode);
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("basedir", "."), "src", "test", "python");
    }

    private static boolean isThere() {
        try {
            Process version = new ProcessBuilder("python3", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
