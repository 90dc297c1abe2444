package dev.comm.api;

import java.nio.file.Files;
import java.nio.file.Path;

/** Why a file that is named in a setting is not there, with the cure. */
final class MissingFile {
    private MissingFile() {}

    /**
     * The cure depends on the missing part: the file alone, or the way to it, as for another user or after a run.
     *
     * @param file no regular file, as far as this process sees
     * @param making how such a file is made, as a request
     */
    static String sentence(Path file, String making) {
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
