package dev.comm.tests.process;

import dev.comm.api.Communicator;
import dev.comm.api.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A barrier that waits for the last rank. It counts the classes of Comm, including lambdas, that this process loads.
 * The count begins when the master has the other arrivals, and ends when the barrier returns.
 */
final class CountedBarrier {
    private static final Duration PATIENCE = Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS);

    private final Communicator comm;
    private final int last;

    /** Creates a barrier that begins to count when all ranks below the last one have arrived. */
    CountedBarrier(Communicator comm, int last) {
        this.comm = comm;
        this.last = last;
    }

    String play() {
        // A logging library loads many classes for the first log line of a process.
        LoggerFactory.getLogger(CountedBarrier.class).warn("rank {} counts classes", comm.rank());
        loadedClasses(); // loads the classes of the count itself
        CompletionStage<Verdict> barrier = comm.async().barrier();
        knowArrivals();
        long before = loadedClasses();
        SpmdMember.say("COUNTED");
        Verdict verdict = barrier.toCompletableFuture().join();
        long loaded = loadedClasses() - before;
        return "lost=" + verdict.departures().size() + " loaded=" + loaded;
    }

    /** Waits for the arrivals. A message follows the arrival of its sender, so the master has both. */
    private void knowArrivals() {
        for (int rank = 1; comm.rank() == 0 && rank < last; rank++) {
            comm.receive(rank, String.class, PATIENCE);
        }
        if (comm.rank() > 0 && comm.rank() < last) {
            comm.send(0, "arrived");
        }
    }

    /**
     * Counts the classes of Comm in the log of the JVM, because the counter of the JVM omits the classes of lambdas.
     * Classes of the JDK do not count, because their number varies with the version and the run.
     */
    private static long loadedClasses() {
        Path log = Path.of(
                System.getProperty("test.classes") + ProcessHandle.current().pid());
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("dev.comm.")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
