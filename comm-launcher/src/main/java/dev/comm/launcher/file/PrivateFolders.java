package dev.comm.launcher.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Creates private folders in the first place that allows it: {@code XDG_RUNTIME_DIR}, which only this user can enter,
 * then {@code TMPDIR}, then the last one.
 *
 * @param environment the environment variables; null for one that is not set
 * @param last the place of the last choice
 */
record PrivateFolders(UnaryOperator<String> environment, Path last) {
    private static final String OWNER = "rwx------";

    /** Creates a new folder with permissions for its owner only. */
    Path create(String prefix) throws IOException {
        Path runtime = folder("XDG_RUNTIME_DIR");
        Path made = runtime == null ? null : inside(runtime.resolve("comm"), prefix);
        Path temporary = made == null ? folder("TMPDIR") : null;
        if (temporary != null) {
            made = attempt(temporary, "comm-" + prefix);
        }
        return made == null ? Files.createTempDirectory(last, "comm-" + prefix, PrivateFiles.owner(OWNER)) : made;
    }

    private Path folder(String variable) {
        String value = environment.apply(variable);
        try {
            Path path = value == null || value.isBlank() ? null : Path.of(value);
            return path != null && path.isAbsolute() && Files.isDirectory(path) ? path : null;
        } catch (InvalidPathException e) {
            return null; // letters that the locale of this process does not have
        }
    }

    private static Path inside(Path folder, String prefix) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PrivateFiles.owner(OWNER));
            }
        } catch (IOException e) {
            return null;
        }
        return attempt(folder, prefix);
    }

    private static Path attempt(Path folder, String prefix) {
        try {
            return Files.createTempDirectory(folder, prefix, PrivateFiles.owner(OWNER));
        } catch (IOException e) {
            return null; // the next place may do, and the last one says what is wrong
        }
    }
}
