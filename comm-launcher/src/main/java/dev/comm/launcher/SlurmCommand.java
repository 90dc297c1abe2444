package dev.comm.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code comm slurm}, which writes files for Slurm. */
@Command(
        name = "slurm",
        description = "Writes files for Slurm.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = SlurmScriptCommand.class)
final class SlurmCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "give a subcommand: comm slurm script -n 4 -- java -cp app.jar app.Main");
    }
}
