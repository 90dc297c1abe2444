package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code, properties or the environment name the files of the certificates. Each wrong file has an error of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX")
class TlsSettingsTest {
    private static final String PIN = "00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab00ab";
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String each : new String[] {"cert", "key", "trust", "store", "password"}) {
            Path file = Files.writeString(folder.resolve(each), "not read yet");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Path open = Files.writeString(folder.resolve("open"), "anybody's");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /**
     * Returns a configuration from settings such as {@code key=open,pin=…}. All values except the pin are names of
     * files.
     */
    private CommConfig.Builder environment(String settings) {
        Map<String, String> variables = new HashMap<>();
        for (String each : settings.split(",")) {
            String[] parts = each.split("=", 2);
            String value =
                    parts[0].equals("pin") ? parts[1] : folder.resolve(parts[1]).toString();
            variables.put("COMM_TLS_" + parts[0].toUpperCase().replace('.', '_'), value);
        }
        return new CommConfig.Builder(NoScheduler.with(name -> null, variables::get));
    }

    @Test
    void withoutASettingNothingIsEncrypted() {
        assertThat(CommConfig.builder().build().tls()).isNull();
    }

    @Test
    void theEnvironmentNamesAllFiles() {
        Tls tls = environment("certificate=cert,key=key,truststore=store,password.file=password,pin=" + PIN)
                .build()
                .tls();

        assertThat(tls.certificate()).isEqualTo(folder.resolve("cert"));
        assertThat(tls.key()).isEqualTo(folder.resolve("key"));
        assertThat(tls.trustStore()).isEqualTo(folder.resolve("store"));
        assertThat(tls.passwordFile()).isEqualTo(folder.resolve("password"));
        assertThat(tls.pin()).isEqualTo(PIN);
        assertThat(tls.isMutual()).isTrue();
    }

    @Test
    void whatCodeSaysGoesBeforeAllParts() {
        Tls given = Tls.mutual(folder.resolve("cert"), folder.resolve("key"), folder.resolve("trust"));

        assertThat(environment("certificate=none").tls(given).build().tls()).isSameAs(given);
        assertThat(environment("certificate=none").tls(null).build().tls()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate=cert,trust=trust                | COMM_TLS_CERTIFICATE   | set tls.key too",
                "key=key,trust=trust                         | COMM_TLS_KEY           | set tls.certificate too",
                "certificate=cert,key=key,keystore=store,trust=trust | COMM_TLS_KEYSTORE | keep one of them",
                "keystore=store,trust=trust,truststore=store | COMM_TLS_TRUSTSTORE    | keep one of them",
                "trust=trust,password.file=password          | COMM_TLS_PASSWORD_FILE | no file to open",
                "certificate=cert,key=key,trust=none         | COMM_TLS_TRUST         | comm cert new FOLDER",
                "certificate=cert,key=open,trust=trust       | COMM_TLS_KEY           | chmod 600",
                "keystore=open,trust=trust                   | COMM_TLS_KEYSTORE      | chmod 600",
                "keystore=store,trust=trust,password.file=open | COMM_TLS_PASSWORD_FILE | chmod 600",
                "certificate=cert,key=key,pin=00:11          | COMM_TLS_PIN           | 64 hexadecimal digits",
                "trust=trust                | COMM_TLS_TRUST         | nothing authenticates this process",
                "pin=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | COMM_TLS_PIN | secret.file",
                "certificate=cert,key=key   | COMM_TLS_CERTIFICATE   | nothing authenticates the peers",
            })
    void whatDoesNotFitIsNamedWithItsSourceAndTheCure(String settings, String source, String cure) {
        assertThatThrownBy(() -> environment(settings).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("environment variable " + source)
                .hasMessageContaining(cure)
                .hasMessageStartingWith("1 setting is wrong");
    }

    @Test
    void whatCodeGivesWrongIsNamedToo() {
        Tls wrong = Tls.mutual(folder.resolve("cert"), folder.resolve("open"), folder.resolve("none"));

        assertThatThrownBy(() -> CommConfig.builder().tls(wrong).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tls.key: run chmod 600");
        assertThat(wrong.objections()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"trust=trust", "certificate=cert;key=key", "pin=" + PIN})
    void aSecretMakesUpForACertificateThatIsMissing(String settings) {
        CommConfig config =
                environment(settings.replace(';', ',')).secret(SECRET).build();

        assertThat(config.tls().isMutual()).isFalse();
        assertThat(config.isAuthenticated()).isTrue();
    }

    @Test
    void aPinMayHaveColonsAndCapitals() {
        Tls tls = Tls.pinned("00:AB:".repeat(16).substring(0, 16 * 6 - 1));

        assertThat(tls.pin()).isEqualTo(PIN);
        assertThatThrownBy(() -> Tls.pinned("abc"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tls.pin");
    }

    /** SEC-10: shows the names of the files, but never their content. */
    @Test
    void theTextNamesFilesAndNoContent() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "hush-hush");
        CommConfig config = environment("certificate=cert,key=key,trust=trust,password.file=password")
                .build();

        assertThat(config.toString()).contains(password.toString()).doesNotContain("hush-hush");
        assertThat(config.tls().toString()).contains("tls.key=" + folder.resolve("key"));
    }
}
