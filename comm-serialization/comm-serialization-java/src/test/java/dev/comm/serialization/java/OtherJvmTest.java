package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.serialization.java.Samples.Cell;
import dev.comm.serialization.java.Samples.Circle;
import dev.comm.serialization.java.Samples.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters of the whole JVM and loaded classes, which can only be observed in another JVM. */
class OtherJvmTest {
    @TempDir
    private Path folder;

    @Test
    void theJvmWideFilterStillRefuses() throws Exception {
        Path bytes = file(Samples.write(Samples.serializer(Grid.class), Samples.cell(1)));
        assertThat(run(List.of(), "read", bytes.toString())).contains("read " + Cell.class.getName());
        String pattern = "-Djdk.serialFilter=!" + Circle.class.getName() + ";*";
        assertThat(run(List.of(pattern), "read", bytes.toString())).contains("jdk.serialFilter");
    }

    @Test
    void aFilterFactoryOfTheJvmIsObeyed() throws Exception {
        Path bytes = file(Samples.write(Samples.serializer(Grid.class), Samples.cell(1)));
        String factory = "-Djdk.serialFilterFactory=" + RefusingFactory.class.getName();
        assertThat(run(List.of(factory), "read", bytes.toString())).contains("jdk.serialFilter");
    }

    @Test
    void anUndeclaredClassIsNotEvenLoaded() throws Exception {
        int index = 0;
        for (Object gadget : Canaries.gadgets()) {
            Files.write(folder.resolve("gadget" + index++), Samples.writeUnchecked(gadget));
        }
        String output = run(List.of("-Xlog:class+load"), "readAll", folder.toString());
        assertThat(output)
                .contains("refused " + index + " of " + index)
                .contains(Probe.class.getName())
                .doesNotContain(Canaries.class.getName());
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bytes"), bytes);
    }

    private String run(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(Probe.class.getName());
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder.getParent(), "probe", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
