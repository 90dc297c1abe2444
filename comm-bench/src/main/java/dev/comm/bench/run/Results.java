package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The measurements of a run.
 *
 * @param all the series of each job in the order of the plan, Comm's first where it took part
 */
record Results(Map<Job, List<Series>> all) {
    /** Everything that has a sample. */
    Stream<Series> series() {
        return all.values().stream().flatMap(List::stream).filter(each -> !each.isEmpty());
    }

    /** The measurements of a contender at a job, if it has some. */
    Optional<Series> of(Job job, String contender) {
        return all.getOrDefault(job, List.of()).stream()
                .filter(each -> each.title().equals(contender) && !each.isEmpty())
                .findFirst();
    }

    /**
     * Comm's times over a peer's, round by round, from small to large. Empty if one of them has none, or the work is
     * not about time.
     */
    List<Double> ratios(Job job, String peer) {
        Optional<Series> comm = of(job, Contender.COMM);
        Optional<Series> other = of(job, peer);
        return job.work().unit().isDuration() && comm.isPresent() && other.isPresent()
                ? comm.get().ratios(other.get())
                : List.of();
    }

    /** Whether every contender that took part has samples. */
    boolean isComplete() {
        return all.values().stream().flatMap(List::stream).noneMatch(Series::isEmpty);
    }
}
