package dev.comm.bench.team;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * The untimed part of a trial. It lasts until the compilers of all JVMs of the trial hardly work any more, which takes
 * many seconds with several JVMs on few cores. Until then, each rank other than 0 leaves a file.
 */
final class WarmUp {
    private static final Duration SHORTEST = Duration.ofMillis(1_500);
    private static final Duration LONGEST_PER_PROCESS = Duration.ofSeconds(4);
    private static final int PROCESSES_MIN = 3;
    private static final int PROCESSES_MAX = 10;

    private final Compilers compilers;
    private final Path file;
    private final int processes;
    private final Duration longest;

    /**
     * Begins a warm-up.
     *
     * @param file the base name of the files that the members of this trial share
     * @param processes the number of JVMs that announced themselves, including this JVM
     */
    WarmUp(Path file, int processes) {
        this.file = file;
        this.processes = processes;
        this.compilers = new Compilers(processes);
        this.longest = LONGEST_PER_PROCESS.multipliedBy(Math.max(PROCESSES_MIN, Math.min(processes, PROCESSES_MAX)));
    }

    /** Creates the file of a rank, before the rank joins. Rank 0 waits for every rank with a file. */
    static void announce(Path file, int rank) throws IOException {
        Files.createFile(busy(file, rank));
    }

    /** Deletes the file of a rank as soon as this process plays and its compilers rest. */
    static void withdrawAtRest(Path file, int rank, int processes) {
        Thread thread = new Thread(() -> withdraw(busy(file, rank), new Compilers(processes)), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void withdraw(Path busy, Compilers compilers) {
        try {
            while (!compilers.rest()) {
                Thread.sleep(Compilers.SPAN.toMillis() / 4);
            }
            Files.delete(busy);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("nobody will know that the compilers of this process rest", e);
        }
    }

    /**
     * Returns whether the warm-up may end.
     *
     * @param elapsedNanos the time since the warm-up began
     */
    boolean isOver(long elapsedNanos) {
        return elapsedNanos >= longest.toNanos()
                || compilers.rest()
                        && elapsedNanos >= SHORTEST.toNanos()
                        && IntStream.range(1, processes).noneMatch(rank -> Files.exists(busy(file, rank)));
    }

    private static Path busy(Path file, int rank) {
        return file.resolveSibling(file.getFileName() + ".busy." + rank);
    }
}
