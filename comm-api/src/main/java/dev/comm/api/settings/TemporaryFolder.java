package dev.comm.api.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for temporary files: {@code TMPDIR}, which java ignores, or else that of java. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /**
     * Chooses the folder.
     *
     * @param variable the value of {@code TMPDIR}, or null; it counts if it is a folder that this process can write to
     * @param property the value of the system property {@code java.io.tmpdir}
     */
    public static Path choose(String variable, String property) {
        return isUsable(variable) ? Path.of(variable) : Path.of(property);
    }

    private static boolean isUsable(String folder) {
        try {
            return folder != null && !folder.isBlank() && isUsable(Parsers.path(folder));
        } catch (IllegalArgumentException e) {
            return false; // letters that the locale of this process does not have
        }
    }

    private static boolean isUsable(Path folder) {
        return folder.isAbsolute() && Files.isDirectory(folder) && Files.isWritable(folder);
    }
}
