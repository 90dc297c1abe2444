package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A trial that kills the last member of a team and reads the time at which each of the others went on. All processes of
 * a machine share the clock of {@link System#nanoTime}.
 */
final class KillTrial {
    private static final int PAUSE_MILLIS = 5;
    /** The time until the other members wait in their barrier and no longer poll it without a pause. */
    private static final int SETTLING_MILLIS = 200;

    private final Job job;
    private final Path samples;
    private final long untilNanos;

    KillTrial(Job job, Path samples, long untilNanos) {
        this.job = job;
        this.samples = samples;
        this.untilNanos = untilNanos;
    }

    /**
     * Returns the time from just before the kill until the last survivor went on. It includes the work of the system on
     * the kill.
     */
    long run(List<Process> members) throws IOException, InterruptedException {
        int victim = job.members() - 1;
        await(victim);
        TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
        long from = System.nanoTime();
        members.get(victim).destroyForcibly();
        long last = 0;
        for (int rank = 0; rank < victim; rank++) {
            last = Math.max(last, await(rank));
        }
        return last - from;
    }

    private long await(int rank) throws IOException, InterruptedException {
        Path word = samples.resolveSibling(samples.getFileName() + "." + rank);
        while (!Files.exists(word)) {
            if (System.nanoTime() >= untilNanos) {
                throw new IOException("rank " + rank + " did not go on");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Long.parseLong(Files.readString(word));
    }
}
