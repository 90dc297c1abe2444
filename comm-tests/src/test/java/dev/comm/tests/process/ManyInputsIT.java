package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.launcher.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch has more inputs than fit into the heap of the master. {@code -Dcomm.inputs=100000000 -Dcomm.inputs.bytes=1}
 * is the long run.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "comm run is for POSIX systems")
class ManyInputsIT {
    private static final int COUNT = Integer.getInteger("comm.inputs", 100_000);
    private static final int BYTES = Integer.getInteger("comm.inputs.bytes", 2_000);
    private static final int PER_SECOND_MIN = 1_000;

    @TempDir
    Path folder;

    @Test
    void twoHundredMegabytesOfInputsPassThroughAHeapOf64() throws Exception {
        List<String> command = SmallJvm.command(List.of());
        command.addAll(List.of(Main.class.getName(), "run", "-n", "3", "--"));
        command.addAll(SmallJvm.command(List.of("-Xmx64m")));
        command.addAll(List.of(ManyInputs.class.getName(), String.valueOf(COUNT), String.valueOf(BYTES)));
        Path output = folder.resolve("output");
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long seconds = ForkedMember.PATIENCE_SECONDS + COUNT / PER_SECOND_MIN;
            boolean ended = run.waitFor(seconds, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("ended; it printed %s", text).isTrue();
            long sum = (long) (COUNT / 100) * 4950;
            assertThat(text).contains("sum " + sum + " of " + COUNT + " inputs with a heap of 6");
            assertThat(run.exitValue()).as(text).isZero();
            System.out.println(text);
        } finally {
            run.destroy();
        }
    }
}
