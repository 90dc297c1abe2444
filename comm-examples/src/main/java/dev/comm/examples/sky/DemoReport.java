package dev.comm.examples.sky;

import dev.comm.api.work.Report;
import dev.comm.api.work.TaskCounts;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events of a distributed run, as facts of the report: the members, the lost members with time and cause, and the
 * repeated tasks.
 */
final class DemoReport {
    private DemoReport() {}

    /** Returns the facts. Times are in seconds since the master started. */
    static Map<String, Object> facts(DemoRun run, TaskCounts counts, Report report) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("mode", "distributed");
        facts.put("members", report.joined().stream().map(DemoReport::joined).toList());
        facts.put(
                "departed", report.departed().stream().map(DemoReport::departed).toList());
        facts.put("lost", report.lost().stream().map(DemoReport::departed).toList());
        facts.put("killed", run.killed());
        facts.put("epoch", report.epoch());
        facts.put("strangers", report.strangers());
        facts.put("tasks", counts.total());
        facts.put("tasksByRank", run.tasksByRank());
        facts.put("attempts", counts.total() + counts.lostAttempts());
        facts.put("lostAttempts", counts.lostAttempts());
        facts.put("redone", counts.redone());
        facts.put("seconds", run.seconds());
        return facts;
    }

    private static Map<String, Object> joined(Report.Joined joined) {
        return Map.of(
                "rank", joined.rank(),
                "incarnation", Long.toHexString(joined.incarnation()),
                "host", joined.host(),
                "after", seconds(joined.after()));
    }

    private static Map<String, Object> departed(Report.Departed gone) {
        return Map.of(
                "rank", gone.departure().rank(),
                "cause", gone.departure().cause().name(),
                "detail", gone.departure().detail(),
                "after", seconds(gone.after()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
