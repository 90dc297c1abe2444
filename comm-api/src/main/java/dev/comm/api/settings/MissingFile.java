package dev.comm.api.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** The message for a file that a setting names and that does not exist. The message starts with the cure. */
public final class MissingFile {
    private MissingFile() {}

    /**
     * Returns the message. The cure depends on whether only the file is missing, or its path cannot be reached, as by
     * another user or after a run.
     *
     * @param file path that is no regular file, as far as this process sees
     * @param making request that tells the user to make such a file, with the command
     */
    public static String sentence(Path file, String making) {
        Path folder = file.toAbsolutePath().getParent();
        if (file.toString().isEmpty()) {
            return "name a file; the path is empty";
        }
        if (Files.exists(file)) {
            return "name a file; this is no regular file: " + file;
        }
        if (folder != null && Files.isDirectory(folder) && Files.isExecutable(folder)) {
            return making + "; there is no file " + file;
        }
        return "correct the path, or start this process on the file's host, as its owner, and while the run lasts;"
                + " the file cannot be reached: its folder is missing, or closed to this user: " + file;
    }
}
