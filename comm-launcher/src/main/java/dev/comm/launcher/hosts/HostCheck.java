package dev.comm.launcher.hosts;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A check of the hosts of an allocation by one step of Slurm with one task on each host. */
public final class HostCheck {
    /** So many hosts together have the time of one. */
    private static final int HOSTS_AT_ONCE = 32;

    private static final long KILL_SECONDS = 5;

    private final String srun;
    private final List<String> hosts;
    private final Duration time;
    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final HostReports reports;

    /**
     * Creates a check.
     *
     * @param timeout the time for each 32 hosts
     */
    public HostCheck(Allocation allocation, Duration timeout) {
        this(allocation, timeout, "srun");
    }

    /**
     * Creates a check with another command.
     *
     * @param srun the command that starts a task on each host
     */
    HostCheck(Allocation allocation, Duration timeout, String srun) {
        this.srun = srun;
        this.hosts = allocation.names();
        this.time = timeout.multipliedBy((hosts.size() + HOSTS_AT_ONCE - 1) / HOSTS_AT_ONCE);
        this.reports = new HostReports(hosts.size());
    }

    /**
     * Starts the step and waits for its end, or until the time is over.
     *
     * @param java the command for Java on the hosts
     * @throws IOException if there is no srun
     */
    public CheckResult run(String java) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(java))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        Thread reader = new Thread(() -> read(process), "comm-hosts");
        reader.setDaemon(true);
        reader.start();
        boolean hasEnded = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        if (!hasEnded) {
            end(process);
        }
        reader.join(TimeUnit.SECONDS.toMillis(KILL_SECONDS)); // a child of srun may hold its output open
        List<HostReport> found = reports.of(hosts);
        return new CheckResult(table(found), HostFaults.of(found, time), reports.otherLines());
    }

    private static void end(Process process) throws InterruptedException {
        process.toHandle().destroy(); // which leaves its output open, unlike destroy
        if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Half of the time is for the start of the tasks, and half for the wait of a host for the first one. */
    private List<String> command(String java) {
        String number = Integer.toString(hosts.size());
        List<String> command = new ArrayList<>(List.of(
                srun,
                "--nodes=" + number,
                "--ntasks=" + number,
                "--ntasks-per-node=1",
                "--cpus-per-task=1",
                "--nodelist=" + String.join(",", hosts)));
        command.addAll(List.of(
                "--job-name=" + ProbeLine.MARK,
                "--overlap",
                "--mpi=none",
                "--no-kill",
                "--kill-on-bad-exit=0",
                "--wait=0",
                "--label"));
        command.addAll(ProbeCommand.words(java, id, time.dividedBy(2)));
        return command;
    }

    private void read(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reports.read(line);
            }
        } catch (IOException e) {
            reports.read("the output of srun broke off: " + e.getMessage());
        }
    }

    private static List<String> table(List<HostReport> reports) {
        TextTable table = new TextTable(
                "host", "java", "addresses", "memory", "working folder", "meeting folder", "clock", "port of rank 0");
        reports.forEach(each -> each.addTo(table));
        return table.lines();
    }
}
