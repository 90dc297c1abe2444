package dev.comm.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret is read from a private file or the environment, and no text shows it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX")
class SecretFileTest {
    private static final String WORD = "I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M";
    private static final String THIRD = "qm4vX0c3tR9zKfH2wY7sJd5uNbE8gLaP1oTiZxVyC6M";
    private static final Secret OTHER = Secret.of("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs".getBytes(UTF_8));

    @TempDir
    Path folder;

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static CommConfig withFile(Path file) {
        return CommConfig.builder().secretFile(file).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void theLineEndIsNotPartOfTheSecret(String end) throws IOException {
        assertThat(withFile(file(WORD + end, "rw-------")).secret().toBytes()).isEqualTo(WORD.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
    void aFileOpenToOthersIsRefused(String permissions) throws IOException {
        Path file = file(WORD, permissions);

        assertThatThrownBy(() -> withFile(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining(WORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen bytes .\n"})
    void aShortSecretIsRefused(String content) throws IOException {
        Path file = file(content, "rw-------");

        assertThatThrownBy(() -> withFile(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("comm secret new");
    }

    @Test
    void aLongFileIsRefused() throws IOException {
        Path file = file("x".repeat(4097), "rw-------");

        assertThatThrownBy(() -> withFile(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("at most 4096");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> withFile(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no regular file");
    }

    /** Proposes to make the file only if its folder exists. The folder of an ended run cannot come back. */
    @Test
    void theCureForAMissingFileFitsItsFolder() {
        Path here = folder.resolve("missing");
        Path gone = folder.resolve("gone/secret");

        assertThatThrownBy(() -> withFile(here)).hasMessageContaining("comm secret new " + here);
        assertThatThrownBy(() -> withFile(gone))
                .hasMessageContaining("cannot be reached")
                .hasMessageNotContaining("comm secret new");
    }

    @Test
    void theEnvironmentMayHoldTheSecretItself() {
        CommConfig config =
                new CommConfig.Builder(NoScheduler.with(name -> null, Map.of("COMM_SECRET", WORD)::get)).build();

        assertThat(config.secret().toBytes()).isEqualTo(WORD.getBytes(UTF_8));
    }

    @Test
    void aCommandLineMayNot() {
        CommConfig.Builder builder =
                new CommConfig.Builder(NoScheduler.with(Map.of("comm.secret", WORD)::get, name -> null));

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("comm.secret.file")
                .hasMessageNotContaining(WORD);
    }

    @Test
    void theEarlierSourceCountsAndOneSourceHasOneOfThem() throws IOException {
        Path file = file(THIRD, "rw-------");
        Map<String, String> both = Map.of("COMM_SECRET", WORD, "COMM_SECRET_FILE", file.toString());

        assertThat(new CommConfig.Builder(NoScheduler.with(name -> null, both::get))
                        .secret(OTHER)
                        .build()
                        .secret()
                        .toBytes())
                .isEqualTo(OTHER.toBytes());
        assertThat(new CommConfig.Builder(NoScheduler.with(
                                Map.of("comm.secret.file", file.toString())::get, Map.of("COMM_SECRET", WORD)::get))
                        .build()
                        .secret()
                        .toBytes())
                .isEqualTo(THIRD.getBytes(UTF_8));
        assertThatThrownBy(() -> new CommConfig.Builder(NoScheduler.with(name -> null, both::get)).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("keep one of them")
                .hasMessageNotContaining(WORD);
    }

    @Test
    void anOldSecretStandsBehindTheCurrentOne() throws IOException {
        Path old = file(THIRD, "rw-------");
        Map<String, String> both = Map.of("COMM_SECRET", WORD, "COMM_SECRET_OLD_FILE", old.toString());
        CommConfig config = new CommConfig.Builder(NoScheduler.with(name -> null, both::get)).build();

        assertThat(config.secrets())
                .extracting(Secret::toBytes)
                .containsExactly(WORD.getBytes(UTF_8), THIRD.getBytes(UTF_8));
        assertThat(config.secret()).isSameAs(config.secrets().get(0));
        assertThat(CommConfig.builder().build().secrets()).isEmpty();
        assertThat(CommConfig.builder().secret(OTHER).oldSecret(OTHER).build().secrets())
                .hasSize(1);
    }

    @Test
    void anOldSecretAloneIsAMistake() throws IOException {
        Path old = file(WORD, "rw-------");
        assertThatThrownBy(() -> CommConfig.builder().oldSecretFile(old).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("an old secret needs a current one")
                .hasMessageNotContaining(WORD);
    }

    @Test
    void theOldSecretIsKeptLikeTheCurrentOne() throws IOException {
        Path open = file(WORD, "rw-r-----");
        CommConfig.Builder fromFile = CommConfig.builder().secret(OTHER);
        assertThatThrownBy(() -> fromFile.oldSecretFile(open).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("chmod 600 " + open)
                .hasMessageNotContaining(WORD);
        CommConfig.Builder property =
                new CommConfig.Builder(NoScheduler.with(Map.of("comm.secret.old", WORD)::get, name -> null));
        assertThatThrownBy(() -> property.secret(OTHER).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("comm.secret.old.file")
                .hasMessageNotContaining(WORD);
    }

    @Test
    void nothingShowsTheSecret() throws IOException {
        CommConfig fromFile = withFile(file(WORD, "rw-------"));
        CommConfig fromVariable = new CommConfig.Builder(
                        NoScheduler.with(name -> null, Map.of("COMM_SECRET", WORD)::get))
                .rank(3)
                .build();

        assertThat(fromFile.toString()).doesNotContain(WORD).contains("secret.file");
        assertThat(fromVariable.toString())
                .doesNotContain(WORD)
                .contains("secret = (not shown) (environment variable COMM_SECRET)")
                .contains("rank = 3 (set in code)");
        assertThatThrownBy(() -> new CommConfig.Builder(
                                NoScheduler.with(name -> null, Map.of("COMM_SECRET", "too short")::get))
                        .build())
                .hasMessageContaining("comm secret new")
                .hasMessageNotContaining("too short");
    }
}
