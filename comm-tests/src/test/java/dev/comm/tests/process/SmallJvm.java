package dev.comm.tests.process;

import dev.comm.examples.pi.Pi;
import dev.comm.launcher.Main;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command of a JVM that starts fast: with the client compiler, and with an archive of the classes that a member or
 * the launcher loads. Tests start hundreds of such JVMs, and the archive saves a third of the work of each start. A JVM
 * that cannot use the archive starts without it.
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

    /**
     * Returns the option for the archive. All test JVMs of a build share one archive, which the first of them makes.
     * Its name changes with the jars and the JDK, because a JVM complains about an archive of others.
     */
    private static List<String> archive() {
        try {
            Path target = Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath();
            Path archive = target.resolve("members-" + Integer.toHexString(state().hashCode()) + ".jsa");
            try (FileChannel file = FileChannel.open(
                            target.resolve("members.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock alone = file.lock()) {
                return Files.exists(archive) || make(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
            }
        } catch (IOException e) {
            throw new AssertionError("no archive of classes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String state() throws IOException {
        StringBuilder state = new StringBuilder(FLAGS.get(0));
        for (String jar : jars().split(File.pathSeparator)) {
            state.append(jar).append(Files.getLastModifiedTime(Path.of(jar))).append(Files.size(Path.of(jar)));
        }
        return state.toString();
    }

    /** Archives all classes that the launcher and two ranks load while the ranks compute pi. */
    private static boolean make(Path archive) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("members-");
        folder.toFile().deleteOnExit(); // files that are to be deleted later are deleted before it
        compute(folder);
        Path classes = Files.write(folder.resolve("classes"), loaded(folder));
        Path made = folder.resolve("members.jsa");
        List<String> dump = withClassPath(jars());
        dump.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + made));
        boolean ended = run(dump) && Files.exists(made);
        if (ended) {
            Files.move(made, archive);
        }
        Files.delete(classes);
        return ended;
    }

    /** Lets each of the three JVMs write a list of the classes that it loads. */
    private static void compute(Path folder) throws IOException, InterruptedException {
        List<String> launcher = withClassPath(jars());
        launcher.add(1, "-XX:DumpLoadedClassList=" + folder.resolve("launcher.list"));
        launcher.addAll(List.of(Main.class.getName(), "run", "-n", "2", "--", "sh", "-c"));
        launcher.add("exec \"$0\" -XX:DumpLoadedClassList=\"$1/$COMM_RANK.list\" -cp \"$2\" \"$3\"");
        launcher.addAll(List.of(FLAGS.get(0), folder.toString(), jars(), Pi.class.getName()));
        run(launcher);
    }

    private static Set<String> loaded(Path folder) throws IOException {
        Set<String> classes = new LinkedHashSet<>();
        for (String name : List.of("launcher.list", "0.list", "1.list")) {
            Path list = folder.resolve(name);
            if (Files.exists(list)) {
                classes.addAll(Files.readAllLines(list));
                list.toFile().deleteOnExit();
            }
        }
        return classes;
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(key -> key.startsWith("COMM_"));
        Process process = builder.start();
        try {
            return process.waitFor(ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
