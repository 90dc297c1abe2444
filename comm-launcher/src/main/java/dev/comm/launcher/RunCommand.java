package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.api.SettingText;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code comm run}, which starts the same program on every rank of this machine. */
@Command(
        name = "run",
        description = {
            "Starts a program once per rank on this machine and waits for all of them.",
            "Each process finds its rank, the size and the address of the master in its environment"
                    + " (COMM_RANK, COMM_SIZE, …)."
                    + " A signal that ends this command ends the ranks: with SIGTERM, after the grace with SIGKILL."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:rank 0 is done, and no more ranks failed than --allow-lost",
            "1-7,70:exit code of rank 0, if Comm set it; 1 for any other failure of rank 0",
            "2:bad arguments, or there is no such program",
            "8:rank 0 is done, but more ranks failed than --allow-lost; or rank 0 itself ended with 8, which"
                    + " --allow-lost does not change: --set min.survivors=… allows losses, and ranks that leave early",
            "129,130,143:ended by SIGHUP, Ctrl-C or SIGTERM",
            "141:the output has no reader any more"
        },
        footer = {"", "Example: comm run -n 4 -- java -cp app.jar app.Main"})
final class RunCommand implements Callable<Integer> {
    private static final int RANKS_MAX = 4096;

    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-n", "-np", "--ranks"},
            required = true,
            paramLabel = "N",
            description = "Number of ranks, with rank 0, the master. mpirun's -np is understood too.")
    private int ranks;

    @Option(
            names = "--spares",
            paramLabel = "S",
            defaultValue = "0",
            description = "Number of processes beyond the ranks. With tasks they are nodes like others; a program on"
                    + " every rank takes them in by admit, in place of lost ranks (default: ${DEFAULT-VALUE}).")
    private int spares;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting for all ranks, such as profile=fast; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--on-failure",
            paramLabel = "continue|stop",
            defaultValue = "continue",
            description = "The rule for the other ranks when one fails (default: ${DEFAULT-VALUE}).")
    private OnFailure onFailure;

    @Option(
            names = "--allow-lost",
            paramLabel = "K",
            defaultValue = "0",
            description = "How many ranks other than 0 may fail if rank 0 ends with 0 (default: ${DEFAULT-VALUE}).")
    private int lossesAllowed;

    @Option(
            names = "--tag-output",
            negatable = true,
            description = "Prefixes each line of output with its rank (default: with several ranks).")
    private Boolean tagged;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Time between SIGTERM and SIGKILL, and how long ranks may outlive rank 0"
                    + " (default: ${DEFAULT-VALUE}).")
    private String grace;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Stops all ranks after this time, such as 30m.")
    private String timeout;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes a report of all ranks, as JSON.")
    private Path report;

    @Option(
            names = "--tls",
            description = "Encrypts all connections between the ranks, with certificates for this run only.")
    private boolean encrypted;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "Program and arguments, best after --.")
    private List<String> command;

    RunCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        check();
        SecureRandom random = new SecureRandom();
        RunId id = new RunId(random.nextLong(), random.nextLong());
        return new TeamRun(plan(), id, out, err).run();
    }

    private RunPlan plan() {
        return new RunPlan(
                List.copyOf(command),
                ranks,
                spares,
                settings,
                onFailure,
                lossesAllowed,
                tagged == null ? ranks + spares > 1 : tagged,
                time("--grace", grace),
                timeout == null ? null : time("--timeout", timeout),
                report,
                encrypted);
    }

    /** Checks each option and value before any process starts. */
    private void check() {
        require(ranks >= 1 && ranks <= RANKS_MAX, "-n is 1 to " + RANKS_MAX + ", not " + ranks);
        require(
                spares >= 0 && spares <= RANKS_MAX - ranks,
                "--spares is 0 to " + (RANKS_MAX - ranks) + " beside " + ranks + " ranks, not " + spares);
        require(lossesAllowed >= 0, "--allow-lost is 0 or more, not " + lossesAllowed);
        require(
                !encrypted || settings.keySet().stream().noneMatch(RankEnvironment.ENCRYPTION::contains),
                "leave out --tls or --set tls.…; --tls creates certificates for the run");
        settings.forEach(this::checkSetting);
        require(timeout == null || !time("--timeout", timeout).isZero(), "--timeout is more than 0, not " + timeout);
        checkReport();
        String objection = ClassPathArguments.objection(command);
        require(objection == null, objection);
    }

    private void checkSetting(String name, String value) {
        require(
                !RankEnvironment.OWN.contains(name),
                "--set " + name + "=…: leave it out, because comm run sets it itself");
        String objection = SettingText.objection(name, value);
        require(objection == null, "--set " + name + "=" + value + ": " + objection);
    }

    /** Checks before the run that the report can be written. */
    private void checkReport() {
        if (report == null) {
            return;
        }
        Path folder = report.toAbsolutePath().getParent();
        boolean good = Files.exists(report)
                ? !Files.isDirectory(report) && Files.isWritable(report)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        require(good, "--report " + report + ": name a file in a folder that exists and that this user can write to");
    }

    private Duration time(String option, String text) {
        return TimeOption.read(spec, option, text);
    }

    private void require(boolean good, String sentence) {
        if (!good) {
            throw new CommandLine.ParameterException(spec.commandLine(), sentence);
        }
    }
}
