package dev.comm.testkit.live.process;

import dev.comm.testkit.live.JavaCommand;
import dev.comm.testkit.live.Signals;
import dev.comm.testkit.live.journal.JournalReader;
import dev.comm.testkit.live.journal.MemberAssignment;
import dev.comm.testkit.live.journal.Note;
import dev.comm.testkit.live.member.MemberMain;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM of a member, with the notes of the member, the orders for it, and the signals to it. For use by one thread.
 */
final class Fork implements AutoCloseable {
    private static final int OUTPUT_MAX = 64 << 10;
    private static final long REAP_SECONDS = 20;

    private final MemberAssignment assignment;
    private final Process process;
    private final JournalReader journal;
    private final PrintStream orders;
    private Process guard;
    private boolean stopped;
    private boolean wasStopped;

    private Fork(MemberAssignment assignment, Process process, JournalReader journal) {
        this.assignment = assignment;
        this.process = process;
        this.journal = journal;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts the JVM. */
    static Fork start(MemberAssignment assignment, List<String> flags) {
        String number = Integer.toString(assignment.process());
        JournalReader journal =
                JournalReader.open(assignment.journal(), Thread.currentThread().getContextClassLoader());
        String settings = assignment.in("assignment-" + number).toString();
        assignment.write(assignment.in("assignment-" + number));
        List<String> command = JavaCommand.of(assignment.in("arguments-" + number), flags, MemberMain.class, settings);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(assignment.output().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COMM_"));
        try {
            return new Fork(assignment, builder.start(), journal);
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM can be started for rank " + assignment.rank(), e);
        }
    }

    MemberAssignment assignment() {
        return assignment;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Returns whether the process was ever stopped. */
    boolean wasStopped() {
        return wasStopped;
    }

    /** Returns the notes since the last call. */
    List<Note> more() {
        return journal.more();
    }

    /** Sends the member an order; see {@code Orders}. */
    void tell(String order) {
        orders.println(order);
    }

    /** Kills the process with SIGKILL. */
    void kill() {
        process.destroyForcibly();
        dismissGuard();
    }

    /** Asks the process to end with SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // unlike destroy of the process, this method leaves its input open
    }

    /** Stops the process with SIGSTOP. A guard kills the process if this process dies before it resumes it. */
    void stop() {
        guard = Signals.guard(process.pid());
        stopped = true;
        wasStopped = true;
        Signals.stop(process.pid());
    }

    /** Resumes the process with SIGCONT. */
    void goOn() {
        Signals.send(process.pid(), "CONT");
        stopped = false;
        dismissGuard();
    }

    private void dismissGuard() {
        if (guard != null) {
            try (PrintStream line = new PrintStream(guard.getOutputStream(), true, StandardCharsets.US_ASCII)) {
                line.println("done");
            }
            guard = null;
        }
    }

    /** Lets the process write the stacks of its threads to its output. */
    void dumpThreads() {
        Signals.send(process.pid(), "QUIT");
    }

    /** Returns the exit code, which is 128 and the number of the signal if a signal killed the process. */
    int exitCode() {
        return process.exitValue();
    }

    /** Returns the end of the output. */
    String output() {
        try (RandomAccessFile file = new RandomAccessFile(assignment.output().toFile(), "r")) {
            long from = Math.max(0, file.length() - OUTPUT_MAX);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(what it printed cannot be read: " + e + ")";
        }
    }

    /** Kills the process if it lives, and waits until it is gone. */
    void reap() {
        kill();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(REAP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process " + process.pid() + " cannot be killed");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        reap();
        orders.close();
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of rank " + assignment.rank() + " cannot be closed", e);
        }
    }
}
