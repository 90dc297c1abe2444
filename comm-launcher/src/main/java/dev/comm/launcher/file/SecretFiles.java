package dev.comm.launcher.file;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.apiguardian.api.API;

/** The creation of secrets and of private files for them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SecretFiles {
    private static final int SECRET_BYTES = 32;

    private SecretFiles() {}

    /** Returns 32 random bytes as 43 letters, digits, {@code -} and {@code _}. */
    public static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Writes a new secret to a new file, which is private from the beginning.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file exists
     */
    public static void create(Path file) throws IOException {
        PrivateFiles.create(file, "rw-------", newSecret() + "\n");
    }
}
