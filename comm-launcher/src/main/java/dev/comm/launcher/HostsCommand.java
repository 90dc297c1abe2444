package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import dev.comm.launcher.hosts.Allocation;
import dev.comm.launcher.hosts.CheckResult;
import dev.comm.launcher.hosts.HostCheck;
import dev.comm.launcher.hosts.HostSlots;
import dev.comm.launcher.hosts.HostText;
import dev.comm.launcher.hosts.ScheduledHosts;
import dev.comm.launcher.hosts.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code comm hosts}, which shows the hosts of an allocation and checks them. */
@Command(
        name = "hosts",
        description = {
            "Shows the hosts of an allocation, and what named them.",
            "With --check one task of srun on each host looks at Java, folders, clock, memory, and at the way to the"
                    + " first host."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:there are hosts, and the check found no fault", "2:bad arguments", "3:no hosts, or faults"},
        footer = {"", "Example: salloc -N 4 comm hosts --check"})
final class HostsCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Source source = new Source();

    /** The source of the hosts. */
    static final class Source {
        @Option(names = "--slurm", description = "The hosts of the allocation of Slurm (default: any scheduler's).")
        private boolean isSlurm;

        @Option(
                names = "--hosts",
                paramLabel = "LIST",
                description = "These hosts, such as n[0-3,7]:4,login, with the number of ranks after a colon.")
        private String list;

        @Option(
                names = "--hostfile",
                paramLabel = "FILE",
                description = "The hosts of a file, one in a line, such as: n0 slots=4")
        private Path file;
    }

    @Option(names = "--check", description = "Checks the hosts, inside of an allocation of Slurm.")
    private boolean isCheck;

    @Option(
            names = "--java",
            paramLabel = "COMMAND",
            defaultValue = "java",
            description = "Java on the hosts, for the check (default: ${DEFAULT-VALUE}).")
    private String java;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "The longest time of the check, for each 32 hosts (default: ${DEFAULT-VALUE}).")
    private String timeout;

    HostsCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration time = TimeOption.read(spec, "--timeout", timeout);
        if (time.toSeconds() < 1) {
            throw wrong("--timeout is 1s or more, not " + timeout, null);
        }
        Allocation allocation = find().orElseThrow(this::noHosts);
        return isCheck ? check(allocation, time) : show(allocation);
    }

    private Optional<Allocation> find() {
        try {
            if (source.list != null) {
                return Optional.of(HostText.list(source.list, "--hosts"));
            }
            if (source.file != null) {
                return Optional.of(HostText.file(Files.readAllLines(source.file), "--hostfile " + source.file));
            }
            return source.isSlurm ? ScheduledHosts.ofSlurm(environment) : ScheduledHosts.any(environment);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage(), e);
        } catch (IOException e) {
            throw wrong("name a file of hosts that this user can read: " + e, e);
        }
    }

    private CommandLine.ParameterException wrong(String sentence, Exception cause) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence, cause);
    }

    private LaunchException noHosts() {
        return new LaunchException(
                ExitCode.CONFIGURATION,
                "name the hosts by --hosts or --hostfile, or call this in a job, such as salloc -N 4 comm hosts:"
                        + " no scheduler gave hosts to this process",
                null);
    }

    private int show(Allocation allocation) {
        TextTable table = new TextTable("host", "slots");
        for (HostSlots each : allocation.hosts()) {
            table.add(each.name(), each.slots() == 0 ? "-" : Integer.toString(each.slots()));
        }
        table.lines().forEach(out::println);
        out.println(allocation.hosts().size() + " hosts from " + allocation.source());
        return ExitCode.DONE.code();
    }

    private int check(Allocation allocation, Duration time) throws InterruptedException {
        if (environment.getOrDefault("SLURM_JOB_ID", "").isBlank()) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION,
                    "call this in a job of Slurm, such as salloc -N 4 comm hosts --check: the check starts a step of"
                            + " the job, and this process is in none",
                    null);
        }
        try {
            return tell(new HostCheck(allocation, time).run(java));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION, "put srun of Slurm on the PATH: cannot start it: " + e.getMessage(), e);
        }
    }

    private int tell(CheckResult result) {
        result.table().forEach(out::println);
        out.flush();
        if (result.isGood()) {
            return ExitCode.DONE.code();
        }
        result.faults().forEach(fault -> err.println("comm hosts: " + fault));
        result.otherLines().forEach(line -> err.println("  " + line));
        return ExitCode.CONFIGURATION.code();
    }
}
