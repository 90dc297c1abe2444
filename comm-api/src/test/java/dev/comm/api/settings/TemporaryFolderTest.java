package dev.comm.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files are written to TMPDIR, if that folder exists. */
@Timeout(60)
class TemporaryFolderTest {
    @TempDir
    Path folder;

    @Test
    void theVariableGoesFirst() {
        assertThat(TemporaryFolder.choose(folder.toString(), "/java")).isEqualTo(folder);
    }

    @Test
    void aVariableThatNamesNoFolderDoesNotCount() {
        Path missing = folder.resolve("missing");

        assertThat(TemporaryFolder.choose(null, "/java")).isEqualTo(Path.of("/java"));
        assertThat(TemporaryFolder.choose(" ", "/java")).isEqualTo(Path.of("/java"));
        assertThat(TemporaryFolder.choose("relative", "/java")).isEqualTo(Path.of("/java"));
        assertThat(TemporaryFolder.choose("a\0b", "/java")).isEqualTo(Path.of("/java"));
        assertThat(TemporaryFolder.choose(missing.toString(), "/java")).isEqualTo(Path.of("/java"));
    }

    /** Starts another JVM, because the environment of this JVM cannot be changed. */
    @Test
    void theSpoolIsThere() throws Exception {
        String path = System.getProperty("jdk.module.path", "") + ":" + System.getProperty("java.class.path");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path + ":" + Path.of("target", "test-classes").toAbsolutePath(),
                Spool.class.getName());
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo(folder.toString());
    }

    /** A program that prints the default folder of the spool. */
    static final class Spool {
        private Spool() {}

        public static void main(String[] arguments) {
            System.out.print(CommConfig.builder().build().spool());
        }
    }
}
