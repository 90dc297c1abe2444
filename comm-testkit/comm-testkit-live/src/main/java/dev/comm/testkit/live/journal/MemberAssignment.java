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
 * @param script the scenario that the member plays
 * @param rank the rank of the member
 * @param process the number of the member's process in the history
 * @param size the number of ranks
 * @param seed the seed of the run
 * @param originNanos the start of the run, on the clock that all processes of this machine share
 * @param limitNanos the time after which the member ends by itself if it is not ended before
 * @param folder the folder with the files of the run
 * @param masterPort the port on the loopback interface at which the member finds the master, or at which it listens as
 *     the master
 * @param stepped whether the member records every step
 * @param watches the steps at which the member has to stop
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
     * A step at which the member stops until it receives the order to go on.
     *
     * @param plan the number of the plan, which the member reports at the step
     * @param step the step as text
     * @param occurrence the number of the occurrence of the step, counted from 1
     */
    public record Watch(int plan, String step, int occurrence) {}

    /** Writes the assignment to a file in the folder of the run, which only this user can read. */
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

    /** Returns the file for the notes of the member. */
    public Path journal() {
        return in("journal-" + process);
    }

    /** Returns the file for the standard output and error of the member. */
    public Path output() {
        return in("output-" + process);
    }

    /** Returns the address at which the member finds the master, or listens as the master. */
    public InetSocketAddress masterAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), masterPort);
    }

    /** Returns the file with the secret of the run. */
    public Path secret() {
        return in("secret");
    }
}
