package dev.comm.launcher.hosts;

import dev.comm.cluster.HostList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts that a scheduler gave to the job of this process. */
public final class ScheduledHosts {
    private static final String LIST = "SLURM_JOB_NODELIST";
    private static final List<String> COUNTS = List.of("SLURM_TASKS_PER_NODE", "SLURM_JOB_CPUS_PER_NODE");
    private static final List<String> FILES = List.of("PBS_NODEFILE", "LSB_DJOB_HOSTFILE", "PE_HOSTFILE");
    /** A number for several hosts, as {@code 2(x3)}. */
    private static final Pattern COUNT = Pattern.compile("(\\d{1,6})(?:\\(x(\\d{1,6})\\))?");

    private ScheduledHosts() {}

    /**
     * Returns the hosts of an allocation of Slurm, or empty outside of one.
     *
     * @throws IllegalArgumentException if the variables have another form
     */
    public static Optional<Allocation> ofSlurm(Map<String, String> environment) {
        String list = environment.getOrDefault(LIST, "");
        return list.isBlank() ? Optional.empty() : Optional.of(slurm(HostList.parse(list), environment));
    }

    private static Allocation slurm(List<String> names, Map<String, String> environment) {
        for (String variable : COUNTS) {
            List<Integer> counts = counts(environment.getOrDefault(variable, ""), names.size());
            if (counts.size() == names.size()) {
                return allocation(names, counts, LIST + ", " + variable);
            }
        }
        return allocation(names, List.of(), LIST);
    }

    private static Allocation allocation(List<String> names, List<Integer> counts, String source) {
        List<HostSlots> hosts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            hosts.add(new HostSlots(names.get(i), counts.isEmpty() ? 0 : counts.get(i)));
        }
        return Allocation.of(hosts, source);
    }

    /** Reads numbers as Slurm writes them, such as {@code 2(x3),1}. A text in another form gives none. */
    private static List<Integer> counts(String text, int max) {
        List<Integer> counts = new ArrayList<>();
        for (String item : text.strip().split(",")) {
            Matcher count = COUNT.matcher(item);
            if (!count.matches()) {
                return List.of();
            }
            int times = count.group(2) == null ? 1 : Integer.parseInt(count.group(2));
            for (int i = 0; i < times && counts.size() <= max; i++) {
                counts.add(Integer.valueOf(count.group(1)));
            }
        }
        return counts;
    }

    /**
     * Returns the hosts of any scheduler, or empty if there is none.
     *
     * @throws IllegalArgumentException if the variables or the file of the scheduler have another form
     * @throws IOException if the file of the scheduler cannot be read
     */
    public static Optional<Allocation> any(Map<String, String> environment) throws IOException {
        Optional<Allocation> slurm = ofSlurm(environment);
        if (slurm.isPresent()) {
            return slurm;
        }
        for (String variable : FILES) {
            String file = environment.getOrDefault(variable, "");
            if (!file.isBlank()) {
                return Optional.of(HostText.file(Files.readAllLines(Path.of(file)), variable));
            }
        }
        return Optional.empty();
    }
}
