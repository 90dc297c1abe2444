package dev.comm.examples.sky;

import dev.comm.launcher.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of one run, in a file and a folder that only this user can read. Both are deleted at the end of the run.
 */
record DemoSecretFile(Path path) implements AutoCloseable {
    private static final int BYTES = 32;

    static DemoSecretFile create() throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path folder = PrivateFiles.newFolder("demo-");
        Path path = folder.resolve("demo.secret");
        folder.toFile().deleteOnExit(); // also when a signal ends the demo; the file is deleted before its folder
        path.toFile().deleteOnExit();
        PrivateFiles.create(
                path, "rw-------", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        return new DemoSecretFile(path);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(path.getParent());
    }
}
