package dev.comm.launcher;

import dev.comm.api.error.CommException;
import dev.comm.core.role.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The conversion of a command's exception to a message and an exit code. Only a bug shows its stack trace. */
final class ErrorMessages implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName();
        if (error instanceof CommException || error instanceof LaunchException) {
            err.println(name + ": " + error.getMessage());
            return error instanceof LaunchException launch
                    ? launch.code().code()
                    : ExitCode.of(error).code();
        }
        err.println(name + ": please report this bug in Comm:");
        error.printStackTrace(err);
        return ExitCode.BUG.code();
    }
}
