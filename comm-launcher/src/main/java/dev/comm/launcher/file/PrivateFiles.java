package dev.comm.launcher.file;

import dev.comm.core.role.PrivateFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apiguardian.api.API;

/** The creation of files that have their final permissions from the beginning. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PrivateFiles {
    private PrivateFiles() {}

    /**
     * Writes a new file.
     *
     * @param permissions permissions such as {@code rw-------}. The umask of the process may remove some
     * @throws java.nio.file.FileAlreadyExistsException if the file exists
     */
    public static void create(Path file, String permissions, String text) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel to = Files.newByteChannel(file, options, owner(permissions))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        }
    }

    /**
     * Creates a new folder for a short time. Only this user can enter the folder. It is below {@code XDG_RUNTIME_DIR}.
     * If that cannot be written to, it is below {@code TMPDIR} or Java's folder for temporary files.
     *
     * @param prefix the beginning of the folder's name
     */
    public static Path newFolder(String prefix) throws IOException {
        return PrivateFolders.ofThisProcess().create(prefix);
    }

    /** Returns the attributes for a new file or folder; none without POSIX permissions. */
    public static FileAttribute<?>[] owner(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
