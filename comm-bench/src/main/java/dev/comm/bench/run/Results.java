package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The measurements of a run.
 *
 * @param all the series of each job in the order of the plan; the series of Comm comes first if Comm took part
 */
record Results(Map<Job, List<Series>> all) {
    /** Returns all series that have a sample. */
    Stream<Series> series() {
        return all.values().stream().flatMap(List::stream).filter(each -> !each.isEmpty());
    }

    /** Returns the measurements of a contender at a job, if there are any. */
    Optional<Series> of(Job job, String contender) {
        return all.getOrDefault(job, List.of()).stream()
                .filter(each -> each.title().equals(contender) && !each.isEmpty())
                .findFirst();
    }

    /**
     * Returns the ratios of Comm's times to a peer's times in each round, from small to large. The list is empty if one
     * of them has no times, or the work does not measure a time.
     */
    List<Double> ratios(Job job, String peer) {
        Optional<Series> comm = of(job, Contender.COMM);
        Optional<Series> other = of(job, peer);
        return job.work().unit().isDuration() && comm.isPresent() && other.isPresent()
                ? comm.get().ratios(other.get())
                : List.of();
    }

    /** Returns whether every contender that took part has samples. */
    boolean isComplete() {
        return all.values().stream().flatMap(List::stream).noneMatch(Series::isEmpty);
    }
}
