package dev.comm.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents that tests compare with the code. */
public final class Documents {
    private Documents() {}

    /** Returns the description of the protocol. */
    public static String protocol() {
        try {
            return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
