package dev.comm.api.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The reader of a secret from a file that only the owner of the file may read. */
public final class SecretFile {
    private static final int BYTES_MAX = 4096;

    private SecretFile() {}

    /**
     * Reads the bytes of the secret without the line ends at the end of the file.
     *
     * @throws IllegalArgumentException if the file is unusable; the message never contains its content
     */
    public static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    MissingFile.sentence(file, "make the file with: comm secret new " + file));
        }
        try {
            OwnerOnly.check(file);
            return trimmed(content(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "let its owner read it, and start this process as its owner; the file cannot be read: " + e, e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IllegalArgumentException("a secret has at most " + BYTES_MAX + " bytes");
            }
            return bytes;
        }
    }

    private static byte[] trimmed(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }
}
