package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The handler of wrong arguments. It prints one sentence about the error and names the help option. The whole help
 * would hide the sentence.
 */
final class WrongArguments implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName();
        if (arguments.length == 0) { // comm without arguments: the user looks for its commands
            line.usage(err);
            return ExitCode.USAGE.code();
        }
        err.println(name + ": " + sentence(error));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("see " + name + " --help");
        return ExitCode.USAGE.code();
    }

    private static String sentence(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            return "there is no command " + unmatched.getUnmatched().get(0);
        }
        String message = error.getMessage();
        return message.contains("KEY=VALUE")
                ? "write NAME=VALUE, such as --set profile=fast: " + value(message)
                : message;
    }

    /** Returns the wrong text that is not a pair, taken from the message of the library. */
    private static String value(String message) {
        return message.substring(message.lastIndexOf(' ') + 1) + " has no value";
    }
}
