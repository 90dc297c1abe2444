package dev.comm.examples.sky;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of one run in a file that only this user can read; deleted with the run. */
record DemoSecretFile(Path path) implements AutoCloseable {
    private static final int BYTES = 32;

    static DemoSecretFile create() throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path path = Files.createTempFile("comm-demo", ".secret", ownerOnly());
        path.toFile().deleteOnExit(); // also when a signal ends the demo
        Files.writeString(path, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        return new DemoSecretFile(path);
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
