package dev.comm.examples.sky;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** The compute-node processes of a demo on this machine. They end when the demo ends, at the latest. */
final class NodeProcesses implements AutoCloseable {
    private final Map<Integer, Process> processes = new ConcurrentSkipListMap<>();
    private final Thread hook = new Thread(this::destroy, "comm-demo-end");

    private NodeProcesses() {
        Runtime.getRuntime().addShutdownHook(hook); // a signal that ends the demo ends its nodes
    }

    /**
     * Starts nodes with ranks 1 to count, each a JVM of its own with this JVM's modules or class path.
     *
     * @param secretFile file with the secret. The secret is never on a command line, because other users can read
     *     command lines
     */
    static NodeProcesses start(int count, InetSocketAddress master, Path secretFile) throws IOException {
        NodeProcesses nodes = new NodeProcesses();
        try {
            for (int rank = 1; rank <= count; rank++) {
                nodes.processes.put(rank, launch(rank, master, secretFile));
            }
            return nodes;
        } catch (IOException e) {
            nodes.close();
            throw e;
        }
    }

    private static Process launch(int rank, InetSocketAddress master, Path secretFile) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().keySet().removeIf(name -> name.startsWith("COMM_") && !name.equals("COMM_LOG_LEVEL"));
        builder.environment().put("COMM_RANK", Integer.toString(rank));
        builder.environment().put("COMM_MASTER", "127.0.0.1:" + master.getPort());
        builder.environment().put("COMM_SECRET_FILE", secretFile.toString());
        Process process = builder.start();
        Thread errors = new Thread(() -> copyErrors(process), "node-" + rank + "-errors");
        errors.setDaemon(true);
        errors.start();
        return process;
    }

    /**
     * Prints the lines of a node through the only writer of this process, so that they do not overwrite the progress
     * bar.
     */
    private static void copyErrors(Process process) {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.err.println(line);
            }
        } catch (IOException e) {
            System.err.println("(errors of a node lost: " + e + ")");
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Djava.awt.headless=true"));
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null && SkyNode.class.getModule().isNamed()) {
            command.addAll(List.of("--module-path", modulePath, "--add-modules", "ALL-MODULE-PATH"));
            command.addAll(List.of("--module", SkyNode.class.getModule().getName() + "/" + SkyNode.class.getName()));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), SkyNode.class.getName()));
        }
        return command;
    }

    /** Kills a node with SIGKILL, which has the same effect as a crash. */
    void kill(int rank) {
        processes.get(rank).destroyForcibly();
    }

    /** Waits until all processes have ended or the time is over. */
    void awaitEnd(long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (Process process : processes.values()) {
            process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void destroy() {
        processes.values().forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        destroy();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, so the hook runs
        }
    }
}
