package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.core.role.DepartureFile.Loss;
import dev.comm.core.role.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a run, for programs.
 *
 * @param id id of the run
 * @param plan the plan of the run
 * @param ends the ends of all ranks, by rank
 * @param lost the losses that rank 0 recorded, by rank
 * @param outcome outcome of the run
 */
record RunReport(RunId id, RunPlan plan, List<RankEnd> ends, Map<Integer, Loss> lost, RunOutcome outcome) {
    /**
     * The version of the format. It changes when a field changes its meaning or disappears, but not when fields are
     * added.
     */
    private static final int FORMAT = 1;

    /** Writes the report. */
    static void write(Path file, RunReport report) {
        try {
            Files.writeString(file, report.json() + "\n");
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    report.outcome.sentence() + "; but the report " + file + " cannot be written: " + e,
                    e);
        }
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", FORMAT);
        all.put("run", id.toString());
        all.put("command", plan.command());
        all.put("size", plan.ranks());
        all.put("exitCode", outcome.code());
        all.put("outcome", outcome.sentence());
        all.put("ranks", ends.stream().map(this::rank).toList());
        return Json.of(all);
    }

    private Map<String, Object> rank(RankEnd end) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("rank", end.rank());
        if (end.spare()) {
            one.put("spare", true);
        }
        one.put("pid", end.pid());
        one.put("started", end.started().toString());
        one.put("ended", end.ended().toString());
        one.put("seconds", end.seconds());
        one.put("exitCode", end.exitCode());
        one.put("signal", end.signal() == 0 ? null : end.signal());
        one.put("stopped", end.stopped());
        Loss loss = lost.get(end.rank());
        one.put("lost", loss == null ? null : loss.cause().name());
        one.put("detail", loss == null ? null : loss.detail());
        return one;
    }
}
