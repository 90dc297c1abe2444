package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each secret is new and private, and overwrites no file. */
class SecretCommandTest {
    @TempDir
    Path folder;

    @Test
    void aSecretIsPrintedWhenThereIsNoFile() {
        String first = CommandLineHarness.run("secret", "new").out().strip();
        String second = CommandLineHarness.run("secret", "new").out().strip();

        assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(second);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX")
    void aNewFileIsPrivateAndUsable() throws IOException {
        Path file = folder.resolve("secret");
        CommandLineHarness made = CommandLineHarness.run("secret", "new", file.toString());

        assertThat(made.code()).isZero();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(CommConfig.builder().secretFile(file).build().secret().toBytes())
                .hasSize(43);
        assertThat(made.out())
                .contains("COMM_SECRET_FILE=" + file)
                .doesNotContain(Files.readString(file).strip());
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "precious");
        CommandLineHarness refused = CommandLineHarness.run("secret", "new", file.toString());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(file.toString()).contains("already exists");
        assertThat(file).hasContent("precious");
    }
}
