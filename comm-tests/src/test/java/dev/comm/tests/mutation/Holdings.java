package dev.comm.tests.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The resources that this process holds.
 *
 * @param descriptors the number of open files and sockets, or 0 if the system does not report it
 * @param threads the number of living threads
 */
record Holdings(int descriptors, int threads) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static Holdings now() throws IOException {
        return new Holdings(descriptorsNow(), Thread.getAllStackTraces().size());
    }

    private static int descriptorsNow() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return (int) all.count();
        }
    }

    /**
     * Waits until this process holds no more than these resources, and returns the current ones then or at the timeout.
     */
    Holdings awaitReturn() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Holdings held = now();
        while ((held.descriptors > descriptors || held.threads > threads) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            held = now();
        }
        return held;
    }

    boolean isAtMost(Holdings other) {
        return descriptors <= other.descriptors && threads <= other.threads;
    }
}
