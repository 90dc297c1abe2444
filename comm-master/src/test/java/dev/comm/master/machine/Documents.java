package dev.comm.master.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents that are compared with the code. */
final class Documents {
    private Documents() {}

    static String protocol() {
        try {
            return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
