package dev.comm.api.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Rejects secret files that give permissions to anyone but their owner. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /**
     * Checks the permissions of a file. Without POSIX permissions it accepts every file, so the owner must protect it.
     *
     * @throws IllegalArgumentException if others have permissions; the message shows them and the cure
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
