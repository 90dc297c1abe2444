package dev.comm.testkit.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The signals to processes, on systems that have them. A shell sends them, because its kill command is built in. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Signals {
    private static final String SHELL = "/bin/sh";
    private static final long PATIENCE_SECONDS = 20;
    private static final long POLL_NANOS = 1_000_000;

    /** The states of a thread that runs no code: stopped, traced, ended. */
    private static final String STANDING = "TtZX";

    private Signals() {}

    /** Returns whether this system has the signals of POSIX and a shell that sends them. */
    public static boolean available() {
        return new File(SHELL).canExecute();
    }

    /**
     * Sends a signal.
     *
     * @param name the name of the signal, for example STOP
     * @return whether there was such a process
     */
    public static boolean send(long pid, String name) {
        Process kill = shell("kill -" + name + " " + pid);
        try {
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new IllegalStateException("the signal " + name + " cannot be sent to the process " + pid);
            }
            return kill.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a signal is sent to the process " + pid, e);
        }
    }

    /**
     * Stops a process by SIGSTOP, and returns when each of its threads stands. The kernel delivers the signal when a
     * thread of the process next gets a processor, so until then the process would go on for a moment. On a system
     * without {@code /proc} the method does not wait for that.
     */
    public static void stop(long pid) {
        send(pid, "STOP");
        Path threads = Path.of("/proc/" + pid + "/task");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (hasRunning(threads) && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean hasRunning(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            return all.anyMatch(Signals::isRunning);
        } catch (IOException gone) {
            return false;
        }
    }

    /** The state follows the name of the thread, which is in parentheses and may contain any character. */
    private static boolean isRunning(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return STANDING.indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Starts a guard that kills a process if this process ends before it dismisses the guard. To dismiss the guard,
     * write a line to it. A guard is needed because a stopped process cannot end by itself.
     */
    public static Process guard(long pid) {
        return shell("read -r line || kill -KILL " + pid);
    }

    private static Process shell(String script) {
        try {
            return new ProcessBuilder(SHELL, "-c", script)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("no shell for: " + script, e);
        }
    }
}
