package dev.comm.api.support;

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

/** New files with the permissions that they are to have, from their first moment. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PrivateFiles {
    private PrivateFiles() {}

    /**
     * Writes a new file.
     *
     * @param permissions such as {@code rw-------}; the process's mask may take some away
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
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

    /** Attributes for a new file or folder; none where there are no POSIX permissions. */
    public static FileAttribute<?>[] owner(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
