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
 * A barrier in which the last rank is awaited, and how many of Comm's classes this process loads, those of lambdas too,
 * from when the master knows that the others have arrived until it goes on.
 */
final class CountedBarrier {
    private static final Duration PATIENCE = Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS);

    private final Communicator comm;
    private final int last;

    /** Has the arrivals of all ranks below the last one seen before anything is counted. */
    CountedBarrier(Communicator comm, int last) {
        this.comm = comm;
        this.last = last;
    }

    String play() {
        // A backend of logging loads much for the first line of a process, whoever writes it.
        LoggerFactory.getLogger(CountedBarrier.class).warn("rank {} counts classes", comm.rank());
        loadedClasses(); // what the count itself loads
        CompletionStage<Verdict> barrier = comm.async().barrier();
        knowArrivals();
        long before = loadedClasses();
        SpmdMember.say("COUNTED");
        Verdict verdict = barrier.toCompletableFuture().join();
        long loaded = loadedClasses() - before;
        return "lost=" + verdict.departures().size() + " loaded=" + loaded;
    }

    /** A message goes behind the arrival of its sender, and the master has both. */
    private void knowArrivals() {
        for (int rank = 1; comm.rank() == 0 && rank < last; rank++) {
            comm.receive(rank, String.class, PATIENCE);
        }
        if (comm.rank() > 0 && comm.rank() < last) {
            comm.send(0, "arrived");
        }
    }

    /**
     * Lines of the JVM's own log about Comm's classes; its counter leaves out the classes of lambdas. How many classes
     * of its own a JDK loads for them differs from version to version and from run to run.
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
