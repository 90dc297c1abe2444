package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import dev.comm.bench.Work;
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

/** A trial that runs the processes of one contender for one job, and ends them all. */
final class Trial {
    private static final int PORT_FIRST = 20_000;
    private static final int PORTS = 10_000;
    private static final int ATTEMPTS = 100;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Path folder;
    private final Duration longest;

    /**
     * Creates a trial that has not started.
     *
     * @param folder the folder for samples and the output of processes
     * @param longest the limit of the time of one trial
     */
    Trial(Path folder, Duration longest) {
        this.folder = folder;
        this.longest = longest;
    }

    /**
     * Returns the samples of a job.
     *
     * @throws IOException if there are no samples; the message has the output of the processes
     */
    Samples run(Contender contender, Job job) throws IOException, InterruptedException {
        if (job.work() != Work.RELEASE) {
            return once(contender, job);
        }
        long[] nanos = new long[job.count()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (long) once(contender, job).median();
        }
        return new Samples(nanos);
    }

    private Samples once(Contender contender, Job job) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "trial");
        Path log = own.resolve("log");
        List<Process> processes = new ArrayList<>();
        try {
            Path samples = own.resolve("samples");
            for (List<String> command : contender.commands(job, freePort(ports(job)), samples)) {
                processes.add(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
            }
            return result(processes, job, samples);
        } catch (IOException e) {
            throw new IOException(
                    contender.title() + " " + e.getMessage() + " for " + job.title() + ":\n" + tail(log), e);
        } finally {
            end(processes, job.work() == Work.RELEASE ? 0 : GRACE_NANOS);
        }
    }

    private Samples result(List<Process> processes, Job job, Path samples) throws IOException, InterruptedException {
        if (job.work() == Work.RELEASE) {
            long until = System.nanoTime() + longest.toNanos();
            return new Samples(new long[] {new KillTrial(job, samples, until).run(processes)});
        }
        boolean ended = processes.get(0).waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended || !Files.exists(samples)) {
            throw new IOException(ended ? "left no samples" : "did not end in " + longest.toSeconds() + " s");
        }
        return Samples.read(samples);
    }

    /**
     * Returns the number of ports that a job needs. A member may listen at a port of its own, and each start of a crowd
     * has another port.
     */
    private static int ports(Job job) {
        return job.work() == Work.START ? job.count() : job.work().isCrowd() ? 1 : job.members();
    }

    /** Ends the processes. Processes that have not ended by themselves a little after rank 0 are killed. */
    private static void end(List<Process> processes, long graceNanos) throws InterruptedException {
        long until = System.nanoTime() + graceNanos;
        for (Process process : processes) {
            if (!process.waitFor(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /**
     * Returns the first port of a range of this length that is free now, below the ports that the system gives to
     * clients.
     */
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
