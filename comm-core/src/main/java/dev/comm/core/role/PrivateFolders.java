package dev.comm.core.role;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Creates private folders in the first place that allows it: {@code XDG_RUNTIME_DIR}, which only this user can enter,
 * then {@code TMPDIR}, then the last one.
 *
 * @param environment the environment variables; null for one that is not set
 * @param last the place of the last choice
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PrivateFolders(UnaryOperator<String> environment, Path last) {
    private static final String OWNER = "rwx------";

    /** Those of this process; the last place is java's folder for temporary files. */
    public static PrivateFolders ofThisProcess() {
        return new PrivateFolders(System::getenv, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Creates a new folder with permissions for its owner only.
     *
     * @param prefix the beginning of the folder's name; outside of {@code XDG_RUNTIME_DIR/comm}, {@code comm-} comes
     *     before it
     */
    public Path create(String prefix) throws IOException {
        Path runtime = folder("XDG_RUNTIME_DIR");
        Path made = runtime == null ? null : inside(runtime.resolve("comm"), prefix);
        Path temporary = made == null ? folder("TMPDIR") : null;
        if (temporary != null) {
            made = attempt(temporary, "comm-" + prefix);
        }
        return made == null ? Files.createTempDirectory(last, "comm-" + prefix, ownerOnly()) : made;
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
                Files.createDirectories(folder, ownerOnly());
            }
        } catch (IOException e) {
            return null;
        }
        return attempt(folder, prefix);
    }

    private static Path attempt(Path folder, String prefix) {
        try {
            return Files.createTempDirectory(folder, prefix, ownerOnly());
        } catch (IOException e) {
            return null; // the next place may do, and the last one reports the error
        }
    }

    /** Empty without POSIX permissions. */
    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER))}
                : new FileAttribute<?>[0];
    }
}
