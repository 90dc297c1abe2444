package dev.comm.tests.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A real JVM that a test has started. It ends with the test at the latest. */
final class ForkedMember implements AutoCloseable {
    /** The limit of waits, which is long for slow machines. A shorter limit would not make tests faster. */
    static final long PATIENCE_SECONDS = 90;

    private final String name;
    private final Process process;
    private final PrintStream input;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private int consumed;

    private ForkedMember(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    static ForkedMember start(String name, Class<?> main, Map<String, String> environment, List<String> jvmOptions) {
        return start(name, main, environment, jvmOptions, List.of());
    }

    static ForkedMember start(
            String name,
            Class<?> main,
            Map<String, String> environment,
            List<String> jvmOptions,
            List<String> arguments) {
        return start(name, environment, command(main, jvmOptions, arguments));
    }

    /** Starts a JVM with few descriptors (POSIX), and with the class path of the given classes only. */
    static ForkedMember startShortOfDescriptors(
            int descriptors, Class<?> main, Map<String, String> environment, List<Class<?>> classPath) {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n " + descriptors + "; exec \"$@\"", "sh"));
        command.addAll(SmallJvm.withClassPath(placesOf(classPath)));
        command.add(main.getName());
        return start(main.getSimpleName(), environment, command);
    }

    private static String placesOf(List<Class<?>> classes) {
        return classes.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(place -> Path.of(URI.create(place.toString())).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> command(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = SmallJvm.command(jvmOptions);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    static ForkedMember start(String name, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("COMM_"));
        builder.environment().putAll(environment);
        try {
            return new ForkedMember(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** Sends a command. */
    ForkedMember tell(String command) {
        input.println(command);
        return this;
    }

    /** Waits for the next line with the given beginning, and returns the rest of the line. */
    String await(String beginning) {
        return awaitLine(line -> line.startsWith(beginning), beginning)
                .substring(beginning.length())
                .trim();
    }

    /**
     * Waits for a log line. Its order among the answers is unknown, so a test can still wait for earlier answers
     * afterwards.
     */
    synchronized void awaitLogged(String regex) {
        int before = consumed;
        consumed = 0;
        try {
            awaitLine(Pattern.compile(regex).asPredicate(), regex);
        } finally {
            consumed = before;
        }
    }

    synchronized String awaitLine(Predicate<String> wanted, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            while (consumed < lines.size()) {
                String line = lines.get(consumed++);
                if (wanted.test(line)) {
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || !reader.isAlive()) {
                throw new AssertionError(
                        name + " did not print '" + what + "'; it printed:\n" + String.join("\n", lines));
            }
            try {
                wait(Math.min(left, 200));
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting for " + name, e);
            }
        }
    }

    /** Sends a signal by name, for example KILL, STOP or CONT. */
    void signal(String signal) {
        if (kill(signal) != 0) {
            throw new AssertionError("cannot send " + signal + " to " + name);
        }
    }

    /** Returns the exit code of the command. */
    private int kill(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            return kill.waitFor(10, TimeUnit.SECONDS) ? kill.exitValue() : -1;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("cannot send " + signal + " to " + name, e);
        }
    }

    /** Sends SIGTERM, unless the process has ended in the meantime. */
    void signalIfAlive() {
        kill("TERM");
    }

    /** Sends SIGTERM twice a second until the process ends, and returns its exit code. */
    int askUntilItEnds() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!process.waitFor(500, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
                kill("TERM");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
        return awaitExit(1);
    }

    /** Waits for the end of the process and returns its exit code. */
    int awaitExit() {
        return awaitExit(PATIENCE_SECONDS);
    }

    int awaitExit(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " did not end in " + seconds + " s; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
    }

    long pid() {
        return process.pid();
    }

    synchronized String output() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("OUTPUT ENDED " + e);
        } finally {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }
}
