package dev.comm.launcher.process;

import dev.comm.core.role.ExitCode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The reason why the process of a rank cannot be started: the system lacks a resource, or the program cannot be run.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StartFailure {
    /** The number of a system error in a message. JDK 17 writes {@code error=24}, JDK 25 {@code error: 24}. */
    private static final Pattern ERROR = Pattern.compile("error(?:=|: )(\\d+)");

    private static final String FILES =
            "raise the limit of open files (ulimit -n) or start fewer ranks: too many open files";
    /** The cure if the JDK's helper for new processes cannot start, because it needs open files and memory too. */
    private static final String HELPER =
            "raise the limit of open files (ulimit -n) or start fewer ranks: Java's helper for processes cannot start";

    private static final int EAGAIN = 11;
    private static final int EAGAIN_BSD = 35;
    private static final int ENOMEM = 12;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;

    private StartFailure() {}

    /** Returns the exit code. A program that cannot be started counts as a wrong argument. */
    public static ExitCode code(IOException error) {
        return shortage(error).isEmpty() ? ExitCode.USAGE : ExitCode.FAILED;
    }

    /** Returns the cure and the reason in one sentence. */
    public static String sentence(String program, int rank, IOException error) {
        String shortage = shortage(error);
        return shortage.isEmpty()
                ? advice(program) + ": cannot start '" + program + "': " + reason(error)
                : shortage + " (" + reason(error) + "), so rank " + rank + " ('" + program + "') could not be started";
    }

    /** Returns the first line of the message. JDK 25 adds lines with guesses about its own installation. */
    private static String reason(IOException error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("").strip();
    }

    private static String advice(String program) {
        if (program.endsWith(".java") || program.endsWith(".class")) {
            return "start it with java, such as: java -cp 'lib/*' " + program.replaceFirst("\\.class$", "");
        }
        if (program.endsWith(".jar")) {
            return "start it with java: java -jar " + program;
        }
        return program.strip().contains(" ")
                ? "leave out the quotes around the command, so that the program and its arguments are separate"
                : "check that '" + program + "' is on the PATH and executable";
    }

    private static String shortage(IOException error) {
        String message = String.valueOf(error.getMessage());
        if (message.endsWith("(Too many open files)")) {
            return FILES; // the error of a named pipe
        }
        if (message.contains("Failed to exec spawn helper")) {
            return HELPER;
        }
        Matcher number = ERROR.matcher(message);
        return switch (number.find() ? Integer.parseInt(number.group(1)) : 0) {
            case EMFILE, ENFILE -> FILES;
            case EAGAIN, EAGAIN_BSD ->
                "raise the limit of processes (ulimit -u) or start fewer ranks: too many processes";
            case ENOMEM -> "free memory or start fewer ranks: not enough memory for a process";
            default -> "";
        };
    }
}
