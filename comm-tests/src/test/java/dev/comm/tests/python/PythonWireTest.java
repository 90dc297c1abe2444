package dev.comm.tests.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PythonWireTest {
    private static final Path FRAMES =
            Path.of(System.getProperty("basedir", "."), "../comm-core/src/test/resources/dev/comm/core/codec/frames");

    @Test
    @Timeout(120)
    void pythonDecodesAndEncodesEveryGoldenFrame() throws Exception {
        try (Stream<Path> files = Files.list(FRAMES)) {
            List<String> frames = files.map(Path::toString).sorted().toList();
            try (PythonProgram program = PythonProgram.start("comm_wire.py", frames)) {
                assertThat(program.finish()).containsExactly(frames.size() + " frames");
            }
        }
    }
}
