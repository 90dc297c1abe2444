package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.util.ArrayList;
import java.util.List;

/** The trials of one contender for one job, one for each round. */
final class Series {
    private final String title;
    private final Job job;
    private final List<Samples> rounds = new ArrayList<>();

    Series(String title, Job job) {
        this.title = title;
        this.job = job;
    }

    void add(Samples samples) {
        rounds.add(samples);
    }

    String title() {
        return title;
    }

    Job job() {
        return job;
    }

    boolean isEmpty() {
        return rounds.isEmpty();
    }

    /** The middle of the rounds' medians, in nanoseconds. */
    double median() {
        return middle(rounds.stream().map(Samples::median).sorted().toList());
    }

    /** The middle of the rounds' 99th percentiles, in nanoseconds. */
    double p99() {
        return middle(rounds.stream().map(Samples::p99).sorted().toList());
    }

    /**
     * This one's median over that one's, round by round, from small to large; a round that one lacks does not count.
     */
    List<Double> ratios(Series to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(rounds.size(), to.rounds.size()); i++) {
            ratios.add(rounds.get(i).median() / to.rounds.get(i).median());
        }
        ratios.sort(null);
        return ratios;
    }

    private static double middle(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
