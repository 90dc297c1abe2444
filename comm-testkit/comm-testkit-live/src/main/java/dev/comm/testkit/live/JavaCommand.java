package dev.comm.testkit.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The command that starts another JVM with the class path, the module path and the opened packages of this JVM, but
 * with flags of its own. The arguments are written to a file, because a class path may be longer than a command line.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class JavaCommand {
    /** The flags of a small JVM that starts fast. The gain of the better compiler comes too late for a test. */
    private static final List<String> FAST_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private static final List<String> OF_MODULES = List.of(
            "--module-path=",
            "--upgrade-module-path=",
            "--add-modules=",
            "--add-reads=",
            "--add-exports=",
            "--add-opens=",
            "--patch-module=",
            "--limit-modules=",
            "--enable-preview");

    private JavaCommand() {}

    /**
     * Returns the command for the JDK of this JVM.
     *
     * @param file the file for the arguments of the command
     * @param flags the flags of the JVM, which follow the usual flags and so override them
     */
    public static List<String> of(Path file, List<String> flags, Class<?> main, String argument) {
        return of(Path.of(System.getProperty("java.home")), file, flags, main, List.of(argument));
    }

    /**
     * Returns the command for a JDK.
     *
     * @param home the folder of the JDK
     * @param file the file for the arguments of the command
     * @param flags the flags of the JVM, which follow the usual flags and so override them
     * @param more the arguments of the program
     */
    public static List<String> of(Path home, Path file, List<String> flags, Class<?> main, List<String> more) {
        List<String> arguments = new ArrayList<>(FAST_START);
        arguments.addAll(flags);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> OF_MODULES.stream().anyMatch(each::startsWith))
                .forEach(arguments::add);
        arguments.add("-cp");
        arguments.add(System.getProperty("java.class.path"));
        if (main.getModule().isNamed()) {
            arguments.add("-m");
            arguments.add(main.getModule().getName() + "/" + main.getName());
        } else {
            arguments.add(main.getName());
        }
        arguments.addAll(more);
        write(file, arguments);
        return List.of(home.resolve("bin/java").toString(), "@" + file);
    }

    private static void write(Path file, List<String> arguments) {
        try {
            Files.write(file, arguments.stream().map(JavaCommand::quoted).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the arguments of a member's JVM cannot be written", e);
        }
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
