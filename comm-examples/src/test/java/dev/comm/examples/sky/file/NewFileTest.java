package dev.comm.examples.sky.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    @TempDir
    Path folder;

    @Test
    void aLinkAtTheNameIsReplacedAndItsTargetStaysAsItIs() throws IOException {
        Path target = Files.writeString(folder.resolve("precious"), "precious");
        Path file = Files.createSymbolicLink(folder.resolve("report.json"), target);
        NewFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
        assertThat(target).hasContent("precious");
        assertThat(file).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void aFileThatCannotBeWrittenWholeLeavesTheOlderOne() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "old");
        assertThatThrownBy(() -> NewFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("report.json");
    }
}
