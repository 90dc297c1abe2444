package dev.comm.launcher;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The running process of one rank; only the supervising thread uses it. */
final class RankProcess {
    private final int rank;
    private final Process process;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final List<Thread> pumps = new ArrayList<>();
    private boolean stopped;
    private RankEnd end;

    RankProcess(int rank, Process process) {
        this.rank = rank;
        this.process = process;
    }

    /** Copies its output, with the rank as prefix of each line. */
    void tag(PrintStream out, PrintStream err) {
        pump("out", process.getInputStream(), out);
        pump("err", process.getErrorStream(), err);
    }

    private void pump(String name, InputStream from, PrintStream to) {
        Thread pump = new Thread(new LinePump(rank, from, to), "rank-" + rank + "-" + name);
        pump.setDaemon(true);
        pump.start();
        pumps.add(pump);
    }

    /** Waits a limited time for the rest of the output, because a grandchild may hold the stream open. */
    void finishOutput(Duration atMost) throws InterruptedException {
        for (Thread pump : pumps) {
            pump.join(atMost.toMillis());
        }
    }

    int rank() {
        return rank;
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return end == null;
    }

    RankEnd end() {
        return end;
    }

    /** Records the end of the process. */
    void ended() {
        Duration ran = Duration.ofNanos(System.nanoTime() - startedNanos);
        end = new RankEnd(rank, process.pid(), started, ran, process.exitValue(), stopped);
    }

    /**
     * Sends SIGTERM to the process and its descendants. The handle only signals; {@code Process.destroy} would also
     * close its output.
     */
    void terminate() {
        stopped = process.isAlive();
        process.descendants().forEach(ProcessHandle::destroy);
        process.toHandle().destroy();
    }

    /** Kills the process and its descendants. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
