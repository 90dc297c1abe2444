package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.api.Timing;
import java.io.PrintStream;
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

/** {@code comm run}: the same program on every rank of this machine. */
@Command(
        name = "run",
        description = {
            "Starts a program once per rank on this machine and waits for all of them.",
            "Each process finds its rank, the size and the way to the others in its environment"
                    + " (COMM_RANK, COMM_SIZE, …)."
                    + " Signals that end this command end the ranks, first by SIGTERM, after the grace by SIGKILL."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:rank 0 is done, and no more ranks failed than --allow-lost",
            "1-7,70:what rank 0 ended with, if Comm gave the code; 1 for any other failure of rank 0",
            "2:bad arguments, or there is no such program",
            "8:rank 0 is done, but more ranks failed than --allow-lost"
        },
        footer = {"", "Example: comm run -n 4 -- java -cp app.jar app.Main"})
final class RunCommand implements Callable<Integer> {
    private static final int RANKS_MAX = 4096;

    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-n", "--ranks"},
            required = true,
            paramLabel = "N",
            description = "Number of ranks, with rank 0, the master.")
    private int ranks;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting for all ranks, such as profile=fast; may stand several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--on-failure",
            paramLabel = "continue|stop",
            defaultValue = "continue",
            description = "What happens to the others when a rank fails (default: ${DEFAULT-VALUE}).")
    private OnFailure onFailure;

    @Option(
            names = "--allow-lost",
            paramLabel = "K",
            defaultValue = "0",
            description = "How many ranks other than 0 may fail in a run that is done (default: ${DEFAULT-VALUE}).")
    private int lossesAllowed;

    @Option(
            names = "--tag-output",
            negatable = true,
            description = "Begins each line of output with its rank (default: if there are several ranks).")
    private Boolean tagged;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Time between SIGTERM and SIGKILL (default: ${DEFAULT-VALUE}).")
    private String grace;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Stops all ranks after this time, such as 30m.")
    private String timeout;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes what happened to each rank, as JSON.")
    private Path report;

    @Option(
            names = "--tls",
            description = "Encrypts what the ranks say to each other, with certificates of this run alone.")
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
                settings,
                onFailure,
                lossesAllowed,
                tagged == null ? ranks > 1 : tagged,
                time("--grace", grace),
                timeout == null ? null : time("--timeout", timeout),
                report,
                encrypted);
    }

    private void check() {
        require(ranks >= 1 && ranks <= RANKS_MAX, "-n is 1 to " + RANKS_MAX + ", not " + ranks);
        require(lossesAllowed >= 0, "--allow-lost is 0 or more, not " + lossesAllowed);
        settings.keySet().forEach(this::checkSetting);
        require(
                !encrypted || settings.keySet().stream().noneMatch(RankEnvironment.ENCRYPTION::contains),
                "--tls makes certificates for the run; leave out either it or --set tls.…");
    }

    private void checkSetting(String name) {
        require(name.matches("[a-z]+(\\.[a-z]+)*"), "--set " + name + "=…: a setting looks like min.survivors");
        require(
                !RankEnvironment.OWN.contains(name),
                "--set " + name + "=…: comm run sets this itself, so that the ranks find each other");
    }

    private Duration time(String option, String text) {
        try {
            return Timing.read(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + " '" + text + "': " + e.getMessage(), e);
        }
    }

    private void require(boolean good, String sentence) {
        if (!good) {
            throw new CommandLine.ParameterException(spec.commandLine(), sentence);
        }
    }
}
