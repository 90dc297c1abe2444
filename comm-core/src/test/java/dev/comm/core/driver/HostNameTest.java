package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
    @TempDir
    Path folder;

    /** A batch job exports the variable of its first host to all tasks. */
    @Test
    void theKernelKnowsTheHostBetterThanAVariable() throws IOException {
        Path kernel = Files.writeString(folder.resolve("hostname"), "n3\n");
        assertThat(HostName.read(kernel, Map.of("HOSTNAME", "n0")::get)).isEqualTo("n3");
    }

    @Test
    void withoutTheFileAVariableCounts() throws IOException {
        Path none = folder.resolve("none");
        assertThat(HostName.read(none, Map.of("HOSTNAME", " n1 ")::get)).isEqualTo("n1");
        assertThat(HostName.read(none, Map.of("HOSTNAME", " ", "COMPUTERNAME", "PC")::get))
                .isEqualTo("PC");
        assertThat(HostName.read(Files.createFile(folder.resolve("empty")), name -> null))
                .isEqualTo("unknown");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(HostName.read(folder.resolve("none"), name -> "n".repeat(300)))
                .hasSize(100);
    }
}
