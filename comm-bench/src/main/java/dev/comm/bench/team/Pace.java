package dev.comm.bench.team;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import dev.comm.bench.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The pace at which a member plays. Repetitions come in blocks. Before the last block, rank 0 writes the number of the
 * block to a file, and the other ranks check for the file after each block. No rank ends a block before rank 0 has
 * begun it. So all ranks stop at the same point, and the duration need not be known before.
 */
final class Pace {
    private static final int BLOCKS = 20;
    private static final Duration TIMED_LONGEST = Duration.ofSeconds(4);

    private final Job job;
    private final boolean leads;
    private final Path file;
    private final int least;
    private long[] nanos;
    private int timed;

    /** @param file the base name of the files that the members of this trial share */
    Pace(Job job, int rank, Path file) {
        this.job = job;
        this.leads = rank == 0;
        this.file = file;
        this.least = job.work().unit() == Unit.RATE ? 2 : job.count();
        this.nanos = new long[least];
    }

    /** Plays untimed, then timed. Returns the samples. */
    Samples play(Beat beat) throws Exception {
        if (beat.isServing()) {
            beat.play();
            return new Samples(new long[1]);
        }
        WarmUp warmUp = new WarmUp(file, job.work().isCrowd() ? 1 : job.members());
        phase("warm", beat, warmUp::isOver);
        timed = 0;
        phase("timed", beat, elapsed -> true);
        return new Samples(Arrays.copyOf(nanos, timed));
    }

    private void phase(String name, Beat beat, LongPredicate mayEnd) throws Exception {
        Path end = file.resolveSibling(file.getFileName() + "." + name);
        int size = Math.max(1, least / BLOCKS);
        long begun = System.nanoTime();
        for (int block = 0; ; block++) {
            long elapsed = System.nanoTime() - begun;
            boolean enough = (block + 1) * (long) size >= least || elapsed >= TIMED_LONGEST.toNanos();
            boolean isLast = leads && enough && mayEnd.test(elapsed);
            if (isLast) {
                say(end, block);
            }
            for (int i = 0; i < size; i++) {
                once(beat);
            }
            if (isLast || !leads && isSaid(end, block)) {
                return;
            }
        }
    }

    private void once(Beat beat) throws Exception {
        beat.line();
        long from = System.nanoTime();
        beat.play();
        long took = System.nanoTime() - from;
        if (timed == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * timed);
        }
        nanos[timed++] = took;
    }

    private static void say(Path file, int block) throws IOException {
        Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), "" + block);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isSaid(Path file, int block) throws IOException {
        return Files.exists(file) && Files.readString(file).equals("" + block);
    }
}
