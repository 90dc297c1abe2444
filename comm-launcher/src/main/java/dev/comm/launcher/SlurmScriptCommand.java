package dev.comm.launcher;

import dev.comm.cluster.SlurmTime;
import dev.comm.core.role.ExitCode;
import dev.comm.launcher.slurm.BatchScript;
import dev.comm.launcher.slurm.ScriptPlan;
import dev.comm.launcher.slurm.ScriptRules;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code comm slurm script}, which prints a file for {@code sbatch}. */
@Command(
        name = "script",
        description = {
            "Prints a file for sbatch that starts a program once per rank.",
            "The job goes on when a node or a rank is lost. Slurm asks the ranks to end before the time limit."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: comm slurm script -n 4 --time 1h -- java -cp 'lib/*' app.Main | sbatch"})
final class SlurmScriptCommand implements Callable<Integer> {
    private static final Pattern SLURM_TIME = Pattern.compile("[0-9:-]*[0-9][:-][0-9:-]*");

    private final PrintStream out;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-n", "--ranks"},
            required = true,
            paramLabel = "N",
            description = "Number of ranks, with rank 0, the master.")
    private int ranks;

    @Option(
            names = "--spares",
            paramLabel = "S",
            defaultValue = "0",
            description = "Number of further processes, which replace lost ranks (default: ${DEFAULT-VALUE}).")
    private int spares;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Time limit of the job, such as 2h, or as Slurm writes it (default: that of the site).")
    private String time;

    @Option(
            names = "--cpus-per-task",
            paramLabel = "C",
            defaultValue = "1",
            description = "Number of processors for each rank (default: ${DEFAULT-VALUE}).")
    private int cpusPerTask;

    @Option(
            names = "--job-name",
            paramLabel = "NAME",
            defaultValue = "comm",
            description = "Name of the job (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "File for the output; %%j is the number of the job (default: NAME-%%j.out).")
    private String output;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description =
                    "How long work may go on after the ranks were asked to end: the setting term.grace. Slurm asks"
                            + " them 35 s earlier than that before the time limit (default: 60 s before it).")
    private String grace;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "Program and arguments, best after --.")
    private List<String> command;

    SlurmScriptCommand(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ScriptPlan plan = plan();
        require(ScriptRules.objection(plan, environment));
        require(ClassPathArguments.objection(command));
        out.print(BatchScript.of(plan));
        return ExitCode.DONE.code();
    }

    private ScriptPlan plan() {
        return new ScriptPlan(
                List.copyOf(command),
                ranks,
                spares,
                cpusPerTask,
                time == null ? null : limit(),
                grace == null ? null : TimeOption.read(spec, "--grace", grace),
                name,
                output == null ? name + "-%j.out" : output);
    }

    private Duration limit() {
        if (!SLURM_TIME.matcher(time).matches()) {
            return TimeOption.read(spec, "--time", time);
        }
        try {
            return TimeOption.bounded(
                    spec, "--time", time, SlurmTime.parse(time).orElse(Duration.ZERO));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--time '" + time + "': " + e.getMessage(), e);
        }
    }

    private void require(String objection) {
        if (objection != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), objection);
        }
    }
}
