package dev.comm.launcher;

import java.util.List;
import java.util.Set;

/** The class path among the arguments of a program. */
final class ClassPathArguments {
    private static final Set<String> OPTIONS = Set.of("-cp", "-classpath", "--class-path");

    private ClassPathArguments() {}

    /**
     * Describes the problem of a class path of several arguments, or returns null. Java would take the second jar for
     * the main class, and its message would not give the reason.
     */
    static String objection(List<String> command) {
        for (int i = 0; i + 2 < command.size(); i++) {
            if (OPTIONS.contains(command.get(i)) && isJar(command.get(i + 1)) && isJar(command.get(i + 2))) {
                return "write the class path in quotes, such as " + command.get(i)
                        + " 'lib/*': the shell made several arguments of it";
            }
        }
        return null;
    }

    private static boolean isJar(String argument) {
        return argument.endsWith(".jar") && !argument.contains(":");
    }
}
