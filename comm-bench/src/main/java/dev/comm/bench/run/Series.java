package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The trials of one contender for one job, at most one for each round. */
final class Series {
    private final String title;
    private final Job job;
    private final SortedMap<Integer, Samples> rounds = new TreeMap<>();

    Series(String title, Job job) {
        this.title = title;
        this.job = job;
    }

    void add(int round, Samples samples) {
        rounds.put(round, samples);
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

    /** Returns the trials by round. */
    SortedMap<Integer, Samples> rounds() {
        return rounds;
    }

    /** Returns the middle value of the rounds' medians. */
    double median() {
        return middle(Samples::median);
    }

    /** Returns the middle value of the rounds' 99th percentiles. */
    double p99() {
        return middle(Samples::p99);
    }

    private double middle(ToDoubleFunction<Samples> figure) {
        double[] sorted = rounds.values().stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /**
     * Returns the ratio of this series' median to the other series' median in each shared round, from small to large.
     */
    List<Double> ratios(Series to) {
        return rounds.keySet().stream()
                .filter(to.rounds::containsKey)
                .map(round -> rounds.get(round).median() / to.rounds.get(round).median())
                .sorted()
                .toList();
    }
}
