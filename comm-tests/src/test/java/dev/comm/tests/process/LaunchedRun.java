package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.launcher.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A run that {@code comm run} has started and ended, with real processes.
 *
 * @param code the exit code of the launcher
 * @param output the output of the launcher and the ranks
 */
record LaunchedRun(int code, String output) {
    /** Runs a main class on a number of ranks. */
    static LaunchedRun of(Path folder, int ranks, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(folder, ranks, options, SmallJvm.command(List.of()), program(main, arguments));
    }

    /** Runs a main class without a binding of SLF4J. */
    static LaunchedRun withoutLog(Path folder, int ranks, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        return run(folder, ranks, options, SmallJvm.withClassPath(classPath), program(main, arguments));
    }

    private static List<String> program(Class<?> main, String[] arguments) {
        List<String> program = new ArrayList<>(List.of(main.getName()));
        program.addAll(List.of(arguments));
        return program;
    }

    private static LaunchedRun run(Path folder, int ranks, List<String> options, List<String> jvm, List<String> program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of(Main.class.getName(), "run", "-n", Integer.toString(ranks)));
        command.addAll(options);
        command.add("--");
        command.addAll(jvm);
        command.addAll(program);
        return run(command, Files.createTempFile(folder, "run", ".txt"));
    }

    private static LaunchedRun run(List<String> command, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("COMM_"));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("ended; it printed %s", text).isTrue();
            return new LaunchedRun(process.exitValue(), text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Returns the last line, which is a line of the launcher. */
    String lastLine() {
        return output.strip().lines().reduce("", (before, line) -> line);
    }
}
