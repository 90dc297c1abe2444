package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Runs the processes of one contender for one job, and ends them all. */
final class Trial {
    private static final int PORT_FIRST = 20_000;
    private static final int PORTS = 10_000;
    private static final int ATTEMPTS = 100;
    private static final int GRACE_SECONDS = 5;

    private final Path folder;
    private final Duration longest;

    /**
     * Nothing runs yet.
     *
     * @param folder for samples and what processes print
     * @param longest bound on one trial
     */
    Trial(Path folder, Duration longest) {
        this.folder = folder;
        this.longest = longest;
    }

    /**
     * The samples of rank 0.
     *
     * @throws IOException with what the processes printed if there are none
     */
    Samples run(Contender contender, Job job) throws IOException, InterruptedException {
        Path samples = folder.resolve("samples");
        Path log = folder.resolve("log");
        Files.deleteIfExists(samples);
        Files.deleteIfExists(log);
        List<Process> processes = new ArrayList<>();
        try {
            for (List<String> command : contender.commands(job, freePort(job.members()), samples)) {
                processes.add(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
            }
            boolean ended = processes.get(0).waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || !Files.exists(samples)) {
                throw new IOException(contender.title() + (ended ? " left no samples" : " did not end in " + longest)
                        + " for " + job.title() + ":\n" + tail(log));
            }
            return Samples.read(samples);
        } finally {
            end(processes);
        }
    }

    private static void end(List<Process> processes) throws InterruptedException {
        for (Process process : processes) {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** The first of so many ports that are free now, below those that the system gives to clients. */
    private static int freePort(int count) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            int first = PORT_FIRST + ThreadLocalRandom.current().nextInt(PORTS);
            if (areFree(first, count)) {
                return first;
            }
        }
        throw new IOException("no " + count + " free ports in a row; what uses all ports from " + PORT_FIRST + " on?");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                probe.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
