package dev.comm.launcher;

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
        description = "Starts and tries out programs that work as a team of ranks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, SecretCommand.class, CertificateCommand.class},
        footer = {
            "",
            "comm COMMAND --help tells more about a command.",
            "In a checkout, ./comm bench measures Comm and its peers."
        })
public final class Main {
    /** Made by picocli. */
    Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs a command line; what commands print goes to the given streams. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new Main(), new CommandFactory(out, err));
        for (CommCommand contributed : ServiceLoader.load(CommCommand.class)) {
            line.addSubcommand(contributed);
        }
        line.getSubcommands().get("run").setStopAtPositional(true); // the options behind the program are the program's
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorMessages())
                .execute(arguments);
    }
}
