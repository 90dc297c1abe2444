package dev.comm.bench.team;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * The untimed part of a trial: it lasts until the compilers of all its JVMs hardly work any more. That takes many
 * seconds if there are several on few cores. A rank that is not 0 leaves a file until then.
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
     * A warm-up that has begun.
     *
     * @param file names the files that the members of this trial share
     * @param processes how many JVMs there are that announced themselves, and this one
     */
    WarmUp(Path file, int processes) {
        this.file = file;
        this.processes = processes;
        this.compilers = new Compilers(processes);
        this.longest = LONGEST_PER_PROCESS.multipliedBy(Math.max(PROCESSES_MIN, Math.min(processes, PROCESSES_MAX)));
    }

    /** Leaves a rank's file, before the rank joins: rank 0 waits for every rank with a file. */
    static void announce(Path file, int rank) throws IOException {
        Files.createFile(busy(file, rank));
    }

    /** Takes it away when this process plays and its compilers rest. */
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
     * Whether it may end.
     *
     * @param elapsedNanos since it began
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
