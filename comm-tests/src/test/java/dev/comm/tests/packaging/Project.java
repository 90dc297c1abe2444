package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A project outside of the build of Comm, compiled against the jars of Comm. */
final class Project {
    private static final Path PROJECTS = Path.of("src/test/projects");

    private Project() {}

    /**
     * Compiles a project like the build of a user.
     *
     * @param descriptor the text that replaces module-info, or null
     */
    static Path compile(String project, String descriptor, Path target) throws IOException {
        return compile(project, Jars.library(), descriptor, target);
    }

    static Path compile(String project, List<Path> library, String descriptor, Path target) throws IOException {
        Path main = PROJECTS.resolve(project).resolve("src/main");
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none", "-d", target.toString()));
        arguments.addAll(List.of("-p", Jars.path(library)));
        files(main.resolve("java")).map(Path::toString).forEach(arguments::add);
        if (descriptor != null) {
            Path source = Files.createDirectories(target.resolveSibling(target.getFileName() + "-source"));
            arguments.add(Files.writeString(source.resolve("module-info.java"), descriptor)
                    .toString());
        }
        tool("javac", arguments);
        copyResources(main.resolve("resources"), target);
        return target;
    }

    private static void copyResources(Path resources, Path target) throws IOException {
        if (Files.exists(resources)) {
            for (Path file : files(resources).toList()) {
                Path copy = target.resolve(resources.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    /** Runs a tool of the JDK and returns its output. */
    static String tool(String name, List<String> arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int code = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        assertThat(code).as("%s %s%n%s", name, arguments, output).isZero();
        return output.toString();
    }

    /** Runs Java, requires exit code 0, and returns the output. */
    static String java(List<String> arguments) throws IOException, InterruptedException {
        return java(Path.of(System.getProperty("java.home")), arguments);
    }

    /** Runs the Java of an image. */
    static String java(Path home, List<String> arguments) throws IOException, InterruptedException {
        Process process = builder(command(home, arguments)).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s%n%s", arguments, output).isZero();
            return output.replaceAll("(?m)^(SLF4J|WARNING).*\\R", "");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the command of Java with the flags of a JVM that lives for a short time. */
    static List<String> command(List<String> arguments) {
        return command(Path.of(System.getProperty("java.home")), arguments);
    }

    private static List<String> command(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return command;
    }

    /** Returns a builder of a process that does not inherit the class path of these tests. */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("CLASSPATH");
        return builder;
    }
}
