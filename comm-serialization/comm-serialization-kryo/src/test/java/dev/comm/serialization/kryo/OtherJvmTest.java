package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.serialization.kryo.Samples.Cell;
import dev.comm.serialization.kryo.Samples.Grid;
import dev.comm.serialization.kryo.Samples.Planet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers and fingerprint are the same in every process. */
class OtherJvmTest {
    @TempDir
    private Path folder;

    /** The main program of the other JVM: prints its fingerprint and the bytes of a value. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(report());
        }
    }

    static String report() throws Exception {
        var serializer = Samples.serializer(Grid.class, Planet.class);
        Grid grid = new Grid(Map.of("a", Samples.cell(1)), new Cell[][] {{Samples.cell(2)}});
        return HexFormat.of().formatHex(serializer.fingerprint()) + " "
                + HexFormat.of().formatHex(Samples.write(serializer, grid));
    }

    @Test
    void theFingerprintAndTheBytesAreEqualInTwoJvms() throws Exception {
        Path log = folder.resolve("probe.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // Newer JDKs warn about Kryo's Unsafe before.
            assertThat(Files.readAllLines(log)).last().isEqualTo(report());
        } finally {
            process.destroyForcibly();
        }
    }
}
