package dev.comm.launcher.hosts;

import dev.comm.launcher.hosts.ProbeLine.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The faults of hosts. Hosts with the same cure are in one line. */
final class HostFaults {
    private static final int SHOWN_MAX = 10;
    private static final long MEMORY_MIN = 256;
    /** The end of an allocation is a time of the clock, and a member that has it wrong by more would be killed. */
    private static final long CLOCK_MILLIS_MAX = 5_000;

    private final Map<String, List<String>> hosts = new LinkedHashMap<>();

    private HostFaults() {}

    /** Returns a line for each cure, with the cure first. */
    static List<String> of(List<HostReport> reports, Duration time) {
        HostFaults faults = new HostFaults();
        HostReport first = reports.get(0);
        for (HostReport each : reports) {
            faults.answer(each, time);
            faults.java(each, first);
            faults.places(each, first);
            faults.numbers(each);
        }
        return faults.hosts.entrySet().stream()
                .map(each -> each.getKey() + ": " + shortened(each.getValue()))
                .toList();
    }

    private static String shortened(List<String> hosts) {
        String shown = hosts.stream().limit(SHOWN_MAX).collect(Collectors.joining("; "));
        return hosts.size() > SHOWN_MAX ? shown + "; and " + (hosts.size() - SHOWN_MAX) + " more hosts" : shown;
    }

    private void add(String cure, HostReport host, String problem) {
        hosts.computeIfAbsent(cure, key -> new ArrayList<>()).add(host.name() + " " + problem);
    }

    private void answer(HostReport host, Duration time) {
        boolean hasFailed = !host.get(Fact.JAVA).isEmpty()
                && (!host.hasJava() || !host.get(Fact.JARS).isEmpty());
        if (host.get(Fact.END).isEmpty() && !hasFailed) {
            add(
                    "look at the host by 'scontrol show node', or give more time by --timeout",
                    host,
                    (host.get(Fact.HOST).isEmpty() ? "did not answer" : "did not end the check") + " (time "
                            + time.toSeconds() + " s)");
        }
    }

    private void java(HostReport host, HostReport first) {
        if (!host.get(Fact.JAVA).isEmpty() && !host.hasJava()) {
            boolean isMissing = host.javaMajor() == 0;
            add(
                    "load a JDK of version 17 or newer, such as by 'module load', or give its path by --java",
                    host,
                    isMissing ? "has no java" : "has Java " + host.get(Fact.JAVA));
        } else if (host.hasJava() && first.hasJava() && host.javaMajor() != first.javaMajor()) {
            add(
                    "use the same version of Java on all hosts",
                    host,
                    "has Java " + host.get(Fact.JAVA) + ", but " + first.name() + " has " + first.get(Fact.JAVA));
        }
        if (!host.get(Fact.JARS).isEmpty()) {
            add("move the jars of Comm to a folder that all hosts see", host, "does not see " + host.get(Fact.JARS));
        }
    }

    private void places(HostReport host, HostReport first) {
        if (isBad(host, Fact.WORK)) {
            add("start the job in a folder that all hosts see and can write to", host, host.get(Fact.WORK));
        }
        if (isBad(host, Fact.SHARED)) {
            add(
                    "name a folder that all hosts see in COMM_SHARED, or set COMM_SECRET_FILE",
                    host,
                    host.get(Fact.SHARED));
        }
        if (host.isFirst() && !host.isListening()) {
            add("correct COMM_BIND or COMM_SHARED, so that rank 0 can listen", host, host.get(Fact.PORT));
        } else if (!host.isFirst() && isBad(host, Fact.PORT) && first.isListening()) {
            add(
                    "let a firewall pass the ports 20000 to 31999 of " + first.name()
                            + ", or set COMM_BIND=HOST:PORT to one that it passes",
                    host,
                    host.get(Fact.PORT));
        }
    }

    private static boolean isBad(HostReport host, Fact fact) {
        return !host.get(fact).isEmpty() && !host.isGood(fact);
    }

    private void numbers(HostReport host) {
        if (!host.get(Fact.MEMORY).isEmpty() && host.get(Fact.ADDRESSES).isEmpty()) {
            add("connect the host to a network", host, "has only loopback addresses");
        }
        long memory = host.number(Fact.MEMORY, 0, -1);
        if (memory >= 0 && memory < MEMORY_MIN) {
            add("free memory, or leave the host out by 'srun --exclude'", host, "has " + memory + " MiB free");
        }
        long ahead = host.number(Fact.CLOCK, 0, 0);
        if (Math.abs(ahead) - host.number(Fact.CLOCK, 1, 0) > CLOCK_MILLIS_MAX) {
            add(
                    "set the clock of the host, such as by chrony",
                    host,
                    "is " + Math.abs(ahead) / 1000 + " s " + (ahead > 0 ? "ahead of" : "behind") + " the first host");
        }
    }
}
