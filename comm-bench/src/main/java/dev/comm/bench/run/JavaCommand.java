package dev.comm.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line for a class of this module in a JVM like this one. */
final class JavaCommand {
    /** The heap of a member of a team, in megabytes. */
    static final int HEAP = 512;

    private JavaCommand() {}

    /** @param heap the largest heap, in megabytes */
    static List<String> of(Class<?> main, int heap, List<String> flags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms" + heap / 2 + "m", "-Xmx" + heap + "m", "-XX:+UseParallelGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
