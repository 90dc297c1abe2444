package dev.comm.launcher.hosts;

import dev.comm.launcher.hosts.ProbeLine.Fact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reports of all hosts, as they come in. */
final class HostReports {
    private static final int OTHER_LINES_MAX = 20;

    private final Map<Integer, Map<Fact, String>> tasks = new TreeMap<>();
    private final List<String> otherLines = new ArrayList<>();
    private final int tasksMax;

    HostReports(int tasksMax) {
        this.tasksMax = tasksMax;
    }

    synchronized void read(String text) {
        ProbeLine line = ProbeLine.parse(text).orElse(null);
        if (line != null && line.task() < tasksMax) {
            tasks.computeIfAbsent(line.task(), task -> new EnumMap<>(Fact.class))
                    .put(line.fact(), line.value());
        } else if (otherLines.size() < OTHER_LINES_MAX) {
            otherLines.add(ProbeLine.plain(text));
        }
    }

    /** Returns a report for each of these hosts. The first report is that of the host of task 0. */
    synchronized List<HostReport> of(List<String> hosts) {
        String first = name(tasks.getOrDefault(0, Map.of()), hosts.get(0));
        List<HostReport> reports = new ArrayList<>();
        for (String host : hosts) {
            boolean isFirst = host.equals(first);
            HostReport report = new HostReport(host, isFirst, facts(host));
            reports.add(isFirst ? 0 : reports.size(), report);
        }
        return reports;
    }

    private Map<Fact, String> facts(String host) {
        return tasks.values().stream()
                .filter(each -> name(each, "").equals(host))
                .findFirst()
                .orElse(Map.of());
    }

    private static String name(Map<Fact, String> facts, String other) {
        return facts.getOrDefault(Fact.HOST, other);
    }

    /** Returns the first lines that are no reports. */
    synchronized List<String> otherLines() {
        return List.copyOf(otherLines);
    }
}
