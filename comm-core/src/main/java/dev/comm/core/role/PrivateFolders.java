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
 * The places for private folders. A folder is created in the first place that allows it: {@code XDG_RUNTIME_DIR}, which
 * only this user can enter, then {@code TMPDIR}, then {@code last}.
 *
 * @param environment function from an environment variable to its value, or to null if the variable is not set
 * @param last place that is used if the others do not allow a folder
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record PrivateFolders(UnaryOperator<String> environment, Path last) {
    private static final String OWNER = "rwx------";

    /** Returns the places of this process. The last place is the temporary folder of Java. */
    public static PrivateFolders ofThisProcess() {
        return new PrivateFolders(System::getenv, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Creates a new folder with permissions for its owner only.
     *
     * @param prefix beginning of the name of the folder; outside of {@code XDG_RUNTIME_DIR/comm} the name begins with
     *     {@code comm-} and this prefix
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
            return null; // the path has letters that the locale of this process cannot express
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
            return null; // the next place may allow a folder, and the last place reports the error
        }
    }

    /** Returns the permissions for the owner only, or no attributes on a file system without POSIX permissions. */
    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER))}
                : new FileAttribute<?>[0];
    }
}
