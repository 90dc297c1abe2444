package dev.comm.launcher.hosts;

import dev.comm.launcher.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A folder that all hosts should see. The first host writes a file there, and the others look for it. */
final class ProbeFolder {
    /** The value of a folder that is as it should be. */
    static final String GOOD = "ok";

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path folder;
    private final String id;

    ProbeFolder(Path folder, String id) {
        this.folder = folder;
        this.id = id;
    }

    /** Makes the folder, as rank 0 would do it for the meeting of the ranks. Whether it is there shows later. */
    void make() {
        try {
            Files.createDirectories(folder, PrivateFiles.owner("rwx------"));
        } catch (IOException e) {
            // the file that is to be written into it tells the reason
        }
    }

    /** Writes the file of this host and returns {@link #GOOD}, or says why it cannot. */
    String write(int task) {
        try {
            PrivateFiles.create(file(task), "rw-------", id);
            return GOOD;
        } catch (NoSuchFileException e) {
            return "does not see " + folder;
        } catch (IOException e) {
            return "cannot write to " + folder + ": " + e;
        }
    }

    /** Returns {@link #GOOD} if the file of the first host is here before the deadline. */
    String find(long deadline) {
        String problem = look();
        while (!problem.equals(GOOD) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE);
            problem = look();
        }
        return problem;
    }

    /** Lists the folder, because a network file system may remember that one file was missing. */
    private String look() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file(0)::equals) && Files.readString(file(0)).equals(id)
                    ? GOOD
                    : "does not see the files of the first host in " + folder;
        } catch (NoSuchFileException e) {
            return "does not see " + folder;
        } catch (IOException e) {
            return "cannot read " + folder + ": " + e;
        }
    }

    void delete(int task) {
        try {
            Files.deleteIfExists(file(task));
        } catch (IOException e) {
            // the file holds only a number
        }
    }

    private Path file(int task) {
        return folder.resolve("." + ProbeLine.MARK + "-" + id + "-" + task);
    }
}
