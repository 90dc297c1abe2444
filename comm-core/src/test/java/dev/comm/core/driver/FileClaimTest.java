package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims within one process. InheritedPlaceIT tests the claims of several processes. */
class FileClaimTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsClaimedOnceUntilTheClaimEnds() {
        Path file = folder.resolve("claim");
        try (FileClaim first = FileClaim.take(file, "wait", "has it")) {
            assertThatThrownBy(() -> FileClaim.take(folder.resolve("./claim"), "wait", "has it"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("wait: this process has it");
            assertThat(file)
                    .content()
                    .startsWith("process " + ProcessHandle.current().pid() + " on ");
            first.close();
            FileClaim.take(file, "wait", "has it").close();
        }
    }

    @Test
    void aFileThatCannotBeLockedStopsNobody() throws IOException {
        Path target = Files.createFile(folder.resolve("target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        FileClaim.take(link, "wait", "has it").close();
        FileClaim.take(folder.resolve("none/claim"), "wait", "has it").close();

        assertThat(target).as("a link of a stranger is not followed").isEmptyFile();
    }

    @Test
    void aPlaceMayBeTakenAgainByItsProcess() {
        System.setProperty("comm.rank.file", folder.resolve("rank-1").toString());
        CommConfig config;
        try {
            config = CommConfig.fromEnvironment().rank(1).build();
        } finally {
            System.clearProperty("comm.rank.file");
        }

        RankClaim.take(config);
        RankClaim.take(config);

        assertThat(folder.resolve("rank-1")).exists();
    }
}
