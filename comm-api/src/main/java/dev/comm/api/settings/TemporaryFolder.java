package dev.comm.api.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for temporary files: {@code TMPDIR}, which Java ignores, or the temporary folder of Java. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /**
     * Chooses the folder.
     *
     * @param variable the value of {@code TMPDIR}, or null; this method uses the value if it names a folder that this
     *     process can write to
     * @param property the value of the system property {@code java.io.tmpdir}
     */
    public static Path choose(String variable, String property) {
        return isUsable(variable) ? Path.of(variable) : Path.of(property);
    }

    private static boolean isUsable(String folder) {
        try {
            return folder != null && !folder.isBlank() && isUsable(Parsers.path(folder));
        } catch (IllegalArgumentException e) {
            return false; // the path has letters that the locale of this process cannot express
        }
    }

    private static boolean isUsable(Path folder) {
        return folder.isAbsolute() && Files.isDirectory(folder) && Files.isWritable(folder);
    }
}
