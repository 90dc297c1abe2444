package dev.comm.bench.crowd;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import dev.comm.bench.team.Library;
import dev.comm.bench.team.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The program that runs all nodes of a trial in one process: {@code library port file work members bytes count}. */
public final class CrowdMain {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** The number of handshakes at a time, which is half of the number that a master admits. */
    private static final int AT_ONCE = 512;

    private final Words words = new Words();
    private final Library library;
    private final int port;
    private final Path file;
    private final Job job;

    private CrowdMain(List<String> arguments) {
        library = Library.valueOf(arguments.get(0));
        port = Integer.parseInt(arguments.get(1));
        file = Path.of(arguments.get(2));
        job = Job.of(arguments.subList(3, 7));
    }

    /** Connects all nodes, once or as often as the work requires. */
    public static void main(String[] arguments) throws Exception {
        CrowdMain main = new CrowdMain(List.of(arguments));
        if (main.job.work() == Work.START) {
            main.starts();
        } else {
            main.once();
        }
    }

    private void once() throws Exception {
        Patience.until(() -> isReady() ? this : null);
        try (Crowd crowd = crowd(true, AT_ONCE)) {
            crowd.connect(address(0));
            crowd.live(System.nanoTime() + LONGEST_NANOS);
        }
    }

    private boolean isReady() throws IOException {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        }
    }

    private void starts() throws Exception {
        for (int i = 0; i < job.count(); i++) {
            Path listens = Path.of(file + ".listens." + i);
            Patience.until(() -> Files.exists(listens) ? listens : null);
            try (Crowd crowd = crowd(false, job.members())) {
                long from = System.nanoTime();
                crowd.connect(address(i));
                say(Path.of(file + ".begun." + i), from);
                crowd.live(System.nanoTime() + LONGEST_NANOS);
            }
        }
    }

    private static void say(Path file, long nanos) throws IOException {
        Path written = Files.writeString(Path.of(file + ".new"), Long.toString(nanos));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private InetSocketAddress address(int offset) {
        return new InetSocketAddress("127.0.0.1", port + offset);
    }

    private Crowd crowd(boolean playsBarriers, int atOnce) throws IOException {
        return new Crowd(
                IntStream.range(1, job.members())
                        .mapToObj(rank ->
                                library == Library.COMM ? new CommBee(words, rank, playsBarriers) : new NioBee(rank))
                        .toList(),
                words.beatNanos(),
                atOnce);
    }
}
