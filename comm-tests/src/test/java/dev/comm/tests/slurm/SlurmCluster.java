package dev.comm.tests.slurm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Slurm with the hosts login and n0 to n3, which ends when this process ends. */
final class SlurmCluster implements AutoCloseable {
    /** Slurm itself ends all jobs much earlier. */
    private static final long PATIENCE_MINUTES = 30;

    private static final String SCRIPT =
            Path.of("src/test/slurm/cluster").toAbsolutePath().toString();

    private final Path folder;
    private final Process process;

    /** The end of a command. */
    record Ended(int code, String output) {}

    private SlurmCluster(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Returns what is missing for a cluster on this machine, or an empty text. */
    static String missing() throws IOException, InterruptedException {
        return ended(builder(List.of("missing")).redirectErrorStream(true).start())
                .output()
                .strip();
    }

    static SlurmCluster start(Path folder) throws IOException {
        Process process = builder(List.of("up", folder.toString()))
                .redirectError(folder.resolve("cluster.err").toFile())
                .start();
        SlurmCluster cluster = new SlurmCluster(folder, process);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(lines.readLine())) {
            cluster.close();
            throw new IOException("Slurm did not start: " + cluster.logs());
        }
        return cluster;
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(file -> file.toString().matches(".*\\.(err|out|log)"))
                    .toList()) {
                all.append("\n== ").append(each.getFileName()).append('\n').append(Files.readString(each));
            }
        }
        return all.toString();
    }

    private static ProcessBuilder builder(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT);
        builder.command().addAll(arguments);
        builder.environment().keySet().removeIf(name -> name.matches("(COMM|SLURM|SBATCH|SALLOC)_.*"));
        return builder;
    }

    /** Starts a command on a host, in the folder of the cluster. */
    Process start(String host, List<String> command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("exec", folder.toString(), host));
        arguments.addAll(command);
        return builder(arguments).redirectErrorStream(true).start();
    }

    /** Runs a command on a host, in the folder of the cluster. */
    Ended run(String host, List<String> command) throws IOException, InterruptedException {
        return ended(start(host, command));
    }

    private static Ended ended(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(code(process), output);
    }

    static int code(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("a command does not end");
        }
        return process.exitValue();
    }

    /** Ends the cluster and all that runs in it, and waits for the end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.onExit().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (Exception e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            throw new IllegalStateException("the cluster does not end", e);
        }
    }
}
