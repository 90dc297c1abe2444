package dev.comm.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line for a class of this module in a JVM like this one. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Class<?> main, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms256m", "-Xmx512m", "-XX:+UseParallelGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
