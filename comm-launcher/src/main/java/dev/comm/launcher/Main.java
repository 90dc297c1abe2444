package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import dev.comm.launcher.stream.Descriptors;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.apiguardian.api.API;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code comm} command. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Command(
        name = "comm",
        description = "Starts programs that run as a group of ranks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            SecretCommand.class,
            CertificateCommand.class,
            SlurmCommand.class,
            HostsCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Run comm COMMAND --help for the help of a command.",
            "In a checkout, ./comm bench measures Comm and its peers."
        })
public final class Main {
    /** Creates the command. Picocli calls this constructor. */
    Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(opened(1, System.out), opened(2, System.err), arguments));
    }

    /**
     * Returns the stream, or an empty one if its descriptor was closed at the start. Otherwise the output would go into
     * a file of the JVM.
     */
    private static PrintStream opened(int descriptor, PrintStream stream) {
        return Descriptors.wasClosed(descriptor) ? new PrintStream(OutputStream.nullOutputStream()) : stream;
    }

    /** Runs a command line with the given output streams. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        String objection = UserLocale.objection(arguments);
        if (objection != null) {
            err.println("comm: " + objection);
            return ExitCode.USAGE.code();
        }
        CommandLine line = new CommandLine(new Main(), new CommandFactory(out, err));
        for (CommCommand contributed : ServiceLoader.load(CommCommand.class)) {
            line.addSubcommand(contributed);
        }
        // options after the program are options of the program
        line.getSubcommands().get("run").setStopAtPositional(true);
        line.getSubcommands().get("slurm").getSubcommands().get("script").setStopAtPositional(true);
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongArguments())
                .setExecutionExceptionHandler(new ErrorMessages())
                .execute(arguments);
    }
}
