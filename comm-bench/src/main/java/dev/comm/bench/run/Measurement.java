package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The execution of a plan. Contenders take turns at each job, so that other load of the machine affects all of them.
 * Ratios are taken within a round.
 */
final class Measurement {
    private final Plan plan;
    private final List<Contender> contenders;
    private final Trial trial;
    private final PrintStream out;

    Measurement(Plan plan, List<Contender> contenders, Trial trial, PrintStream out) {
        this.plan = plan;
        this.contenders = contenders;
        this.trial = trial;
        this.out = out;
    }

    /** Returns the measurements. A contender that fails once at a job does not get the job again. */
    Results run() throws InterruptedException {
        Map<Job, List<Series>> results = new LinkedHashMap<>();
        for (Plan.Step step : plan.steps()) {
            results.put(step.job(), play(step));
        }
        return new Results(results);
    }

    private List<Series> play(Plan.Step step) throws InterruptedException {
        List<Contender> able = contenders.stream()
                .filter(each -> each.can(step.job()) && plan.wants(each.title()))
                .toList();
        List<Series> all =
                able.stream().map(each -> new Series(each.title(), step.job())).toList();
        Set<Contender> failed = new HashSet<>();
        for (int round = 1; round <= step.rounds(); round++) {
            for (int i = 0; i < able.size(); i++) {
                if (!failed.contains(able.get(i)) && !turn(able.get(i), all.get(i), round)) {
                    failed.add(able.get(i));
                }
            }
        }
        return all;
    }

    private boolean turn(Contender contender, Series series, int round) throws InterruptedException {
        Job job = series.job();
        long from = System.nanoTime();
        try {
            series.add(round, trial.run(contender, job));
        } catch (IOException e) {
            out.println("left out: " + e.getMessage());
            return false;
        }
        out.printf(
                "%s: %s, round %d: %s (%.1f s)%n",
                job.title(),
                contender.title(),
                round,
                Figures.of(job, series.rounds().get(round).median()),
                (System.nanoTime() - from) / 1e9);
        return true;
    }
}
