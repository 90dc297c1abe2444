package dev.comm.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The running process of one rank. Only the supervising thread uses it. */
final class RankProcess {
    private final int rank;
    private final boolean spare;
    private final Process process;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final List<Thread> pumps = new ArrayList<>();
    private boolean stopped;
    private RankEnd end;

    RankProcess(int rank, boolean spare, Process process) {
        this.rank = rank;
        this.spare = spare;
        this.process = process;
    }

    /** Stores the threads that copy the output of the process. */
    void copiedBy(List<Thread> threads) {
        pumps.addAll(threads);
    }

    /** Returns whether more output may arrive. A process that the rank left behind may hold the stream open. */
    boolean hasOutput() {
        return pumps.stream().anyMatch(Thread::isAlive);
    }

    int rank() {
        return rank;
    }

    /** Returns the name of the process, for messages. */
    String name() {
        return RankEnd.name(rank, spare);
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
        end = new RankEnd(rank, spare, process.pid(), started, ran, process.exitValue(), stopped, false);
    }

    /** Records that the launcher asks the process to end. */
    void stop() {
        stopped = process.isAlive();
    }
}
