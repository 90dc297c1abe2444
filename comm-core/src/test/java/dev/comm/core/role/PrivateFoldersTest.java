package dev.comm.core.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** The places in which private folders are created. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX")
class PrivateFoldersTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setAll() throws IOException {
        environment.put("XDG_RUNTIME_DIR", make("runtime"));
        environment.put("TMPDIR", make("temporary"));
        make("java");
    }

    private String make(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name)).toString();
    }

    /** Creates a private folder and returns its path relative to the folder of the test. */
    private String placeOfANewOne() throws IOException {
        Path made = new PrivateFolders(environment::get, folder.resolve("java")).create("run-");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        return folder.relativize(made).toString();
    }

    @Test
    void theRuntimeFolderGoesFirst() throws IOException {
        assertThat(placeOfANewOne()).startsWith("runtime/comm/run-");
        assertThat(placeOfANewOne()).startsWith("runtime/comm/run-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("runtime/comm"))))
                .isEqualTo("rwx------");
    }

    @Test
    void withoutARuntimeFolderTheVariableCounts() throws IOException {
        environment.remove("XDG_RUNTIME_DIR");
        assertThat(placeOfANewOne()).startsWith("temporary/comm-run-");

        environment.put("XDG_RUNTIME_DIR", "relative");
        assertThat(placeOfANewOne()).startsWith("temporary/comm-run-");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSkipped() throws IOException {
        Files.createFile(folder.resolve("runtime/comm")); // fails for root too, because a file is no folder
        assertThat(placeOfANewOne()).startsWith("temporary/comm-run-");

        environment.put("TMPDIR", folder.resolve("missing").toString());
        assertThat(placeOfANewOne()).startsWith("java/comm-run-");
    }
}
