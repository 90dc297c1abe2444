package dev.comm.testkit.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** The signals to processes, on systems that have them. A shell sends them, because its kill command is built in. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Signals {
    private static final String SHELL = "/bin/sh";
    private static final long PATIENCE_SECONDS = 20;

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
