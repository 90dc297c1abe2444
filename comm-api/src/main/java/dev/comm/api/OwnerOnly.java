package dev.comm.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Refuses files with secrets on which anybody but their owner has rights. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * Passes where the file system has no such permissions; the owner has to see to it.
     *
     * @throws IllegalArgumentException with a sentence that tells the rights and the cure
     */
    static void check(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return;
        }
        Set<PosixFilePermission> found = posix.readAttributes().permissions();
        if (!OWNER.containsAll(found)) {
            throw new IllegalArgumentException("others may use the file (" + PosixFilePermissions.toString(found)
                    + "); take that away with: chmod 600 " + file);
        }
    }
}
