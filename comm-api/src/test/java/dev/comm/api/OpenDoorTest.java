package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-16: the addresses that each kind of proof allows. */
class OpenDoorTest {
    @TempDir
    Path folder;

    private CommConfig.Builder builder(String bind, boolean secret, String tls, boolean unsafe) throws IOException {
        Path file = folder.resolve("file");
        if (Files.notExists(file)) {
            Files.createFile(file);
            file.toFile().setReadable(false, false);
            file.toFile().setReadable(true, true);
            file.toFile().setWritable(false, false);
        }
        return CommConfig.builder()
                .bind(bind)
                .secret(
                        secret
                                ? Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M"
                                        .getBytes(StandardCharsets.US_ASCII))
                                : null)
                .tls(
                        switch (tls) {
                            case "mutual" -> Tls.mutual(file, file, file);
                            case "server" ->
                                Tls.builder().certificate(file).key(file).build();
                            default -> null;
                        })
                .unsafeAnonymous(unsafe);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:0, false, none,   false",
        "[::1]:0,     false, none,   false",
        "127.0.0.1:0, true,  none,   false",
        "0.0.0.0:0,   true,  none,   false",
        "192.0.2.7:0, true,  none,   false",
        "0.0.0.0:0,   true,  server, false",
        "0.0.0.0:0,   false, mutual, false",
        "[::]:0,      true,  mutual, false",
        "0.0.0.0:0,   false, none,   true",
        "0.0.0.0:0,   false, server, true",
    })
    void isOpened(String bind, boolean secret, String tls, boolean unsafe) throws IOException {
        CommConfig config = builder(bind, secret, tls, unsafe).build();

        assertThat(config.isAuthenticated()).isEqualTo(secret || tls.equals("mutual"));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0:0, none", "[::]:0, none", "192.0.2.7:0, none", "0.0.0.0:0, server"})
    void isRefusedWithTheWaysOut(String bind, String tls) throws IOException {
        CommConfig.Builder builder = builder(bind, false, tls, false);

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("comm secret new")
                .hasMessageContaining("comm cert new")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("unsafe.anonymous=true");
    }
}
