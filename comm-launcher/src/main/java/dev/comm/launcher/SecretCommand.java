package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import dev.comm.launcher.file.SecretFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code comm secret}, which creates secrets that the members of a run share. */
@Command(
        name = "secret",
        description = "Creates the secret that authenticates the members of a run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SecretCommand implements Runnable {
    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    SecretCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "give a subcommand: comm secret new [FILE]");
    }

    @Command(
            name = "new",
            description = "Writes a new secret to a file that only you can read, or prints it.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "A new file; without it the command prints the secret.")
                    Path file) {
        if (file == null) {
            out.println(SecretFiles.newSecret());
            return ExitCode.DONE.code();
        }
        try {
            SecretFiles.create(file);
        } catch (FileAlreadyExistsException e) {
            throw new LaunchException(
                    ExitCode.USAGE, "name a new file: " + file + " already exists and is unchanged", e);
        } catch (IOException e) {
            throw new LaunchException(ExitCode.USAGE, "cannot write " + file + ": " + e, e);
        }
        out.println("wrote a new secret to " + file + "; give it to each member: COMM_SECRET_FILE=" + file);
        return ExitCode.DONE.code();
    }
}
