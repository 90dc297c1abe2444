package dev.comm.examples.sky;

import dev.comm.api.work.Report;
import dev.comm.api.work.TaskCounts;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what happened in a distributed run as facts of the report: who was there, who was lost when and why, what was redone. */
final class DemoReport {
    private DemoReport() {}

    static Map<String, Object> facts(DemoRun run, TaskCounts counts, Report report) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("mode", "distributed");
        facts.put("members", report.joined().stream().map(DemoReport::joined).collect(Collectors.joining("; ")));
        facts.put(
                "departed", report.departed().stream().map(DemoReport::departed).collect(Collectors.joining("; ")));
        facts.put("lost", report.lost().stream().map(DemoReport::departed).collect(Collectors.joining("; ")));
        facts.put("epoch", report.epoch());
        facts.put("strangers", report.strangers());
        facts.put("tasks", counts.total());
        facts.put("tasksByRank", run.tasksByRank());
        facts.put("attempts", counts.total() + counts.lostAttempts());
        facts.put("lostAttempts", counts.lostAttempts());
        facts.put("redone", counts.redone());
        facts.put("seconds", run.seconds());
        run.killed().forEach((rank, at) -> facts.put("killedRank" + rank, "SIGKILL after " + at + " s"));
        return facts;
    }

    private static String joined(Report.Joined joined) {
        return "rank " + joined.rank() + " incarnation " + Long.toHexString(joined.incarnation()) + " on "
                + joined.host() + " after " + seconds(joined.after()) + " s";
    }

    private static String departed(Report.Departed gone) {
        return "rank " + gone.departure().rank() + " " + gone.departure().cause() + " after " + seconds(gone.after())
                + " s"
                + (gone.departure().detail().isEmpty()
                        ? ""
                        : ": " + gone.departure().detail());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
