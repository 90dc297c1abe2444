package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Names the error in arguments in a sentence, and the place of the help; the help itself would hide the sentence. */
final class WrongArguments implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName();
        if (arguments.length == 0) { // comm alone: a user who looks for its commands
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

    /** The wrong text in place of a pair, in the library's sentence. */
    private static String value(String message) {
        return message.substring(message.lastIndexOf(' ') + 1) + " has no value";
    }
}
