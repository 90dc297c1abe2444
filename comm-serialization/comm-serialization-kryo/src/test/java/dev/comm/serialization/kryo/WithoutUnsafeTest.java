package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.kryo.Samples.Planet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** The options of docs/SETTINGS.md for a JVM that warns of {@code sun.misc.Unsafe}. */
class WithoutUnsafeTest {
    private static final int WARNS_SINCE = 24;

    @TempDir
    Path folder;

    /** A program for another JVM that writes a value and reads it again. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            Serializer serializer = Samples.serializer(Planet.class);
            byte[] bytes = Samples.write(serializer, Samples.planet());
            System.out.println(Samples.planet().equals(Samples.read(serializer, bytes, Planet.class)));
        }
    }

    @Test
    void withoutUnsafeNoJvmWarns() throws Exception {
        assertThat(run("-Dkryo.unsafe=false")).isEqualToIgnoringNewLines("true");
    }

    @Test
    @EnabledForJreRange(minVersion = WARNS_SINCE, disabledReason = "an older JVM does not know the option")
    void aNewJvmCanAllowIt() throws Exception {
        assertThat(run("--sun-misc-unsafe-memory-access=allow")).isEqualToIgnoringNewLines("true");
    }

    /** Shows that the options are still needed. If this test fails, remove the paragraph of docs/SETTINGS.md. */
    @Test
    void onlyANewJvmWarns() throws Exception {
        assertThat(run("-Dnone=").contains("sun.misc.Unsafe"))
                .isEqualTo(Runtime.version().feature() >= WARNS_SINCE);
    }

    private String run(String option) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
        }
    }
}
