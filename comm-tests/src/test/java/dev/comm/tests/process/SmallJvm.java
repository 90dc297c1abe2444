package dev.comm.tests.process;

import dev.comm.examples.pi.Pi;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command of a JVM that starts fast: with the client compiler, and with an archive of the classes that a member
 * loads. Tests start hundreds of such JVMs, and the archive saves a third of the work of each start. A JVM that cannot
 * use the archive starts without it.
 */
public final class SmallJvm {
    private static final List<String> FLAGS = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final List<String> ARCHIVE = archive();

    private SmallJvm() {}

    /** Returns the command with the class path of the tests. The options override the flags. */
    public static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(FLAGS);
        command.addAll(ARCHIVE);
        command.addAll(options);
        command.addAll(List.of("-cp", jars() + File.pathSeparator + folders()));
        return command;
    }

    /** Returns the command with another class path, and so without the archive. */
    static List<String> withClassPath(String classPath) {
        List<String> command = new ArrayList<>(FLAGS);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /** Returns the jars of the class path. They come first in a command, because an archive covers no folders. */
    private static String jars() {
        return entries(false).collect(Collectors.joining(File.pathSeparator));
    }

    private static String folders() {
        return entries(true).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> entries(boolean folders) {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> folders == Files.isDirectory(Path.of(entry)));
    }

    /** One rank alone computes pi; the JVM archives the classes that it has loaded for this. */
    private static List<String> archive() {
        try {
            Path folder = Files.createTempDirectory("members-");
            Path archive = folder.resolve("members.jsa");
            List<String> command = new ArrayList<>(FLAGS);
            command.add("-XX:ArchiveClassesAtExit=" + archive);
            command.addAll(List.of("-cp", jars(), Pi.class.getName()));
            boolean ended = run(folder, command);
            folder.toFile().deleteOnExit();
            archive.toFile().deleteOnExit();
            return ended && Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
        } catch (IOException e) {
            throw new AssertionError("no archive of classes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static boolean run(Path folder, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(key -> key.startsWith("COMM_"));
        builder.environment().put("COMM_RANK", "0");
        builder.environment().put("COMM_SIZE", "1");
        builder.environment().put("COMM_BIND", "127.0.0.1:0");
        builder.environment().put("COMM_RENDEZVOUS", folder.resolve("master").toString());
        Process process = builder.start();
        try {
            return process.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(folder.resolve("master"));
            Files.deleteIfExists(folder.resolve("master.lock"));
        }
    }
}
