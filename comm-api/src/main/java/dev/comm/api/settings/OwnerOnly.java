package dev.comm.api.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The check that rejects secret files on which users other than the owner have permissions. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * Checks the permissions of a file. On a file system without POSIX permissions the check accepts every file, so the
     * owner must protect the file.
     *
     * @throws IllegalArgumentException if users other than the owner have permissions; the message shows the cure and
     *     the permissions
     */
    public static void check(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return;
        }
        Set<PosixFilePermission> found = posix.readAttributes().permissions();
        if (!OWNER.containsAll(found)) {
            throw new IllegalArgumentException("run chmod 600 " + file + "; others have permissions on it ("
                    + PosixFilePermissions.toString(found) + ")");
        }
    }
}
