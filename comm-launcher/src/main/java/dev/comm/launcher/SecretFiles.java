package dev.comm.launcher;

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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Makes secrets and files that only their owner reads. */
final class SecretFiles {
    private static final int SECRET_BYTES = 32;

    private SecretFiles() {}

    /** 32 random bytes as 43 letters, digits, {@code -} and {@code _}. */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Writes a new secret to a new file; its permissions are there from its first moment.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    static void create(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel to = Files.newByteChannel(file, options, owner("rw-------"))) {
            to.write(ByteBuffer.wrap((newSecret() + "\n").getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Attributes for a new file or folder; none where there are no POSIX permissions. */
    static FileAttribute<?>[] owner(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
