package dev.comm.examples.sky;

import dev.comm.api.work.Report;
import dev.comm.api.work.TaskCounts;
import dev.comm.api.work.TaskOutcome;
import dev.comm.examples.sky.model.SkyJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outcome of one distributed scan: results by position, and facts for the report. Only one thread uses it. */
final class DemoRun {
    private final SkyJob job;
    private long startNanos = System.nanoTime();
    private final double[][] values;
    private final List<String> failures = new ArrayList<>();
    private final Map<Integer, Double> killed = new TreeMap<>();
    private final Map<Integer, Integer> tasksByRank = new TreeMap<>();
    private TaskCounts counts = new TaskCounts(0, 0, 0, 0, 0, 0);
    private Map<String, Object> facts = Map.of();
    private double seconds;
    private int done;

    DemoRun(SkyJob job) {
        this.job = job;
        this.values = new double[job.tasks()][];
    }

    /** Sets the start, from which times count. */
    void begin() {
        startNanos = System.nanoTime();
    }

    SkyJob job() {
        return job;
    }

    void accept(TaskOutcome<double[]> outcome) {
        done++;
        if (outcome.isDone()) {
            values[outcome.index()] = outcome.value();
            tasksByRank.merge(outcome.rank(), 1, Integer::sum);
        } else {
            failures.add("task " + outcome.index() + ": " + outcome.failure().getMessage());
        }
    }

    void killed(int rank) {
        killed.put(rank, elapsed());
    }

    void computed(TaskCounts last) {
        counts = last;
        seconds = elapsed();
    }

    void ended(Report report) {
        facts = DemoReport.facts(this, counts, report);
    }

    /** Returns the number of tasks that have ended. */
    int done() {
        return done;
    }

    /** Returns the time from the start to the last result, in seconds. */
    double seconds() {
        return seconds;
    }

    int redone() {
        return counts.redone();
    }

    /** Returns the time at which each killed rank was killed, in seconds since the start. */
    Map<Integer, Double> killed() {
        return killed;
    }

    Map<Integer, Integer> tasksByRank() {
        return tasksByRank;
    }

    List<String> failures() {
        return failures;
    }

    /** Returns the facts for the report. */
    Map<String, Object> facts() {
        return facts;
    }

    double[][] patches() {
        double[][] patches = new double[SkyJob.PATCHES][];
        System.arraycopy(values, 0, patches, 0, SkyJob.PATCHES);
        return patches;
    }

    double[] trialMaxima() {
        double[] maxima = new double[job.trials()];
        for (int trial = 0; trial < maxima.length; trial++) {
            maxima[trial] = values[SkyJob.PATCHES + trial][0];
        }
        return maxima;
    }

    /** Returns a phrase about lost members and repeated tasks. */
    String losses() {
        return killed.isEmpty()
                ? "nobody was killed"
                : "killed rank " + killed.keySet() + " half-way and redid " + redone()
                        + (redone() == 1 ? " task" : " tasks");
    }

    private double elapsed() {
        return Math.round((System.nanoTime() - startNanos) / 1e8) / 10.0;
    }
}
