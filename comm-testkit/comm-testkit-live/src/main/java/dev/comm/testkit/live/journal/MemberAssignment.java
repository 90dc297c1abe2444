package dev.comm.testkit.live.journal;

import dev.comm.testkit.live.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The task of a forked member.
 *
 * @param script the scenario that it plays
 * @param rank its rank
 * @param process number of its process in the history
 * @param size number of ranks
 * @param seed the run's seed
 * @param originNanos when the run began, on the clock that all processes of this machine share
 * @param limitNanos after how long it ends by itself if nobody ends it
 * @param folder where the files of the run are
 * @param masterPort where on the loopback interface it finds the master; where the master listens, if it is that
 * @param stepped whether it writes down every step
 * @param watches at which steps it has to stand still
 */
public record MemberAssignment(
        Script script,
        int rank,
        int process,
        int size,
        long seed,
        long originNanos,
        long limitNanos,
        String folder,
        int masterPort,
        boolean stepped,
        List<Watch> watches) {
    /**
     * A step at which the member stands still until it is told to go on.
     *
     * @param plan the value that it reports then
     * @param step the step as text
     * @param occurrence which time it does it, counted from 1
     */
    public record Watch(int plan, String step, int occurrence) {}

    /** Writes it where only this user can read it. */
    public void write(Path file) {
        try {
            Files.write(file, RecordWriter.write(this));
        } catch (IOException e) {
            throw new UncheckedIOException("what a member is to do cannot be written to " + file, e);
        }
    }

    public static MemberAssignment read(Path file, ClassLoader loader) {
        try {
            return (MemberAssignment) RecordReader.read(Files.readAllBytes(file), loader);
        } catch (IOException e) {
            throw new UncheckedIOException("what this member is to do cannot be read", e);
        }
    }

    public Path in(String name) {
        return Path.of(folder, name);
    }

    /** The file for its notes. */
    public Path journal() {
        return in("journal-" + process);
    }

    /** Where its standard output and error go. */
    public Path output() {
        return in("output-" + process);
    }

    /** Where it finds the master, or listens if it is the master. */
    public InetSocketAddress masterAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), masterPort);
    }

    /** The run's secret. */
    public Path secret() {
        return in("secret");
    }
}
