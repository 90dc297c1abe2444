package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out a plan. Contenders take turns at each job, so that what else the machine does meets all of them, and
 * ratios are taken within a round.
 */
final class Measurement {
    private final Plan plan;
    private final List<Contender> contenders;
    private final Trial trial;
    private final PrintStream out;
    private final Map<Job, List<Series>> results = new LinkedHashMap<>();

    Measurement(Plan plan, List<Contender> contenders, Trial trial, PrintStream out) {
        this.plan = plan;
        this.contenders = contenders;
        this.trial = trial;
        this.out = out;
    }

    /** The series of each job; Comm's is the first. */
    Map<Job, List<Series>> run() throws InterruptedException {
        for (Job job : plan.jobs()) {
            List<Contender> able =
                    contenders.stream().filter(each -> each.can(job)).toList();
            List<Series> all = new ArrayList<>();
            able.forEach(each -> all.add(new Series(each.title(), job)));
            for (int round = 1; round <= plan.rounds(); round++) {
                for (int i = 0; i < able.size(); i++) {
                    turn(able.get(i), all.get(i), round);
                }
            }
            results.put(job, all);
        }
        return results;
    }

    private void turn(Contender contender, Series series, int round) throws InterruptedException {
        try {
            series.add(trial.run(contender, series.job()));
            out.printf("%s: %s, round %d: %s%n", series.job().title(), contender.title(), round, Figures.of(series));
        } catch (IOException e) {
            out.println("left out: " + e.getMessage());
        }
    }
}
