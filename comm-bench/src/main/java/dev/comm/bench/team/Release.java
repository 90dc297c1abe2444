package dev.comm.bench.team;

import dev.comm.bench.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A measurement of the release after a kill. The last rank reports that it can be killed and does nothing more. The
 * other ranks wait for it in a barrier and write the time at which they went on, by the clock that all processes of a
 * machine share.
 */
final class Release {
    private static final int BARRIERS_BEFORE = 500;
    private static final int LONGEST_SECONDS = 60;

    private final int rank;
    private final Path file;

    Release(int rank, Path file) {
        this.rank = rank;
        this.file = file;
    }

    void play(Team team, Job job) throws Exception {
        Beat barrier = team.beat(job);
        for (int i = 0; i < BARRIERS_BEFORE; i++) {
            barrier.play();
        }
        // A logging backend takes milliseconds for the first log line of a process, for every writer.
        LoggerFactory.getLogger(Release.class).warn("rank {} has made {} barriers", rank, BARRIERS_BEFORE);
        if (rank == job.members() - 1) {
            say("0");
        } else {
            barrier.play();
            say(Long.toString(System.nanoTime()));
        }
        // A rank that ends by itself would also release the others.
        TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
    }

    private void say(String word) throws IOException {
        Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new" + rank), word);
        Files.move(written, file.resolveSibling(file.getFileName() + "." + rank));
    }
}
