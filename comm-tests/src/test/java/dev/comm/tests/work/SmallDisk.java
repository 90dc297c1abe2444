package dev.comm.tests.work;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of 1 MiB. Only root can mount it, and its test is skipped for other users. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount() throws Exception {
        Path folder = Files.createTempDirectory("comm-small-disk-");
        boolean mounted = run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()));
        if (!mounted) {
            Files.delete(folder);
        }
        assumeTrue(mounted, "this user cannot mount a small file system");
        return new SmallDisk(folder);
    }

    private static boolean run(List<String> command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            return false;
        }
        process.getInputStream().readAllBytes();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    Path folder() {
        return folder;
    }

    /** Unmounts the file system. Files without a name may keep it busy, so the system may unmount it later. */
    @Override
    public void close() throws Exception {
        run(List.of("umount", "-l", folder.toString()));
        Files.deleteIfExists(folder);
    }
}
