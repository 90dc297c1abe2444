package dev.comm.launcher.hosts;

import dev.comm.api.CommConfig;
import dev.comm.api.Secret;
import dev.comm.api.error.ConfigException;
import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import dev.comm.cluster.Routes;
import dev.comm.cluster.SlurmProvider;
import dev.comm.launcher.hosts.ProbeLine.Fact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that {@code comm hosts --check} starts on each host. It finds its place as a rank would, and reports what
 * it sees of the host, of the folders and of the first host.
 */
final class HostProbe {
    /** A network file system may show a file so much later. */
    private static final long LATE = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, String> environment;
    private final String id;
    private final long begin = System.nanoTime();
    private final long patience;
    private final int task;
    private final ProbeFolder work;

    private HostProbe(Map<String, String> environment, String id, long patienceMillis, String work) {
        this.environment = new HashMap<>(environment);
        this.environment.remove("COMM_SPARES"); // here each task is a host
        this.id = id;
        this.patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        this.task = Integer.parseInt(environment.get("SLURM_PROCID"));
        this.work = new ProbeFolder(Path.of(work), id);
    }

    /**
     * Reports on standard output.
     *
     * @param arguments the id of the check, its time in milliseconds, and the working folder
     */
    public static void main(String[] arguments) throws IOException {
        HostProbe probe = new HostProbe(System.getenv(), arguments[0], Long.parseLong(arguments[1]), arguments[2]);
        probe.host();
        probe.team();
        say(Fact.END, ProbeFolder.GOOD);
    }

    private static void say(Fact fact, String value) {
        byte[] line = (ProbeLine.text(fact, value) + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }

    private void host() {
        say(Fact.HOST, environment.getOrDefault("SLURMD_NODENAME", ""));
        say(Fact.JAVA, System.getProperty("java.version"));
        say(
                Fact.ADDRESSES,
                Routes.ofInterfaces().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" ")));
        say(Fact.MEMORY, Long.toString(freeMiB()));
    }

    /** Returns the memory that new processes can get, or -1 where the system does not tell it. */
    private static long freeMiB() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) >> 10)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private void team() throws IOException {
        int hosts = Integer.parseInt(environment.get("SLURM_STEP_NUM_TASKS"));
        if (hosts == 1) { // a step with one task is no run, so this looks as if there were a second one
            environment.put("SLURM_STEP_NUM_TASKS", "2");
        }
        Launch launch = new SlurmProvider()
                .find(environment)
                .orElseThrow(() -> new IllegalStateException("this process is no task of Slurm"));
        ProbeFolder shared = new ProbeFolder(Path.of(launch.meeting().place()).getParent(), id);
        if (task == 0) {
            first(launch.meeting(), shared, hosts - 1);
        } else {
            other(launch.meeting(), shared);
        }
    }

    private void first(Meeting meeting, ProbeFolder shared, int others) throws IOException {
        say(Fact.WORK, work.write(task));
        shared.make();
        say(Fact.SHARED, isShared() ? shared.write(task) : "");
        try (ProbePort port = ProbePort.listen(addressesOfRank0(meeting), id)) {
            meeting.publish(port.address());
            InetSocketAddress at = port.address();
            say(Fact.PORT, at.getAddress().getHostAddress() + ":" + at.getPort());
            port.serve(others, begin + patience);
        } catch (IOException | ConfigException e) {
            say(Fact.PORT, "cannot listen: " + e.getMessage());
            awaitOthers(others);
        } finally {
            meeting.close();
            work.delete(task);
            shared.delete(task);
        }
    }

    /** Waits until the others, which do not find this host, have looked for its files. */
    private void awaitOthers(int others) {
        for (long left = begin + patience - System.nanoTime(); others > 0 && left > 0; ) {
            LockSupport.parkNanos(left);
            left = begin + patience - System.nanoTime();
        }
    }

    /** The folders come after the connection, because the first host has written its files when it answers. */
    private void other(Meeting meeting, ProbeFolder shared) {
        try (ProbeCall call = new ProbeCall(id)) {
            call.connect(() -> addresses(meeting), begin + patience / 3 * 2);
            say(Fact.PORT, call.result());
            say(Fact.CLOCK, call.clock());
            say(Fact.WORK, folder(work));
            say(Fact.SHARED, isShared() ? folder(shared) : "");
        }
    }

    /** Returns whether the ranks need a folder that all hosts see. With a secret of the user they do not. */
    private boolean isShared() {
        return Stream.of("COMM_SECRET", "COMM_SECRET_FILE")
                .allMatch(name -> environment.getOrDefault(name, "").isBlank());
    }

    /** Returns the addresses at which rank 0 would listen. It has a secret then, without which it takes fewer. */
    private List<InetSocketAddress> addressesOfRank0(Meeting meeting) {
        String bind = environment.getOrDefault("COMM_BIND", "");
        Secret secret = Secret.of(id.getBytes(StandardCharsets.US_ASCII));
        return bind.isBlank()
                ? meeting.listen()
                : List.of(CommConfig.builder().secret(secret).bind(bind).build().bind());
    }

    private static List<InetSocketAddress> addresses(Meeting meeting) {
        List<InetSocketAddress> published = meeting.look();
        return published.isEmpty() ? meeting.candidates() : published;
    }

    /** Looks for the file of the first host, which is there since it answered, and writes one. */
    private String folder(ProbeFolder folder) {
        String found = folder.find(Math.min(System.nanoTime() + LATE, begin + patience));
        String written = found.equals(ProbeFolder.GOOD) ? folder.write(task) : found;
        folder.delete(task);
        return written;
    }
}
