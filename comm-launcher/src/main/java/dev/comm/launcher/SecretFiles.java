package dev.comm.launcher;

import dev.comm.api.support.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

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
        PrivateFiles.create(file, "rw-------", newSecret() + "\n");
    }
}
