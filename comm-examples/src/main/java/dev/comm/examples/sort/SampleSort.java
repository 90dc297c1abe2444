package dev.comm.examples.sort;

import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Sorts numbers by regular samples. Each rank sorts its own numbers, and samples of all ranks give the limits of the
 * buckets. One all-to-all gives each rank its bucket, which it merges. If a rank dies, the survivors share its numbers
 * and sort this batch again.
 */
public final class SampleSort {
    private static final int NUMBERS = 200_000;
    private static final int BATCHES = 20;

    private final Communicator comm;
    private List<Integer> ranks;

    private SampleSort(Communicator comm) {
        this.comm = comm;
    }

    /** Runs the program on every rank. Rank 0 prints the result. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), comm -> new SampleSort(comm).run()));
    }

    private void run() {
        ranks = new ArrayList<>(comm.barrier().survivors());
        long sum = 0;
        for (int batch = 0; batch < BATCHES; ) {
            long[] sorted = sorted(batch);
            long more = sorted == null ? -1 : checkedSum(sorted);
            sum += Math.max(0, more);
            say(more < 0 ? "repeats batch " + batch + " on ranks " + ranks : "batch " + batch++);
        }
        say("sample sort: " + BATCHES + " x " + NUMBERS + " numbers in order, sum " + sum + ", ranks " + ranks);
    }

    /** Returns the bucket of this rank in order, or null, on all ranks alike, if a rank was lost. */
    private long[] sorted(int batch) {
        int place = ranks.indexOf(comm.rank());
        long[] own = IntStream.range(place * NUMBERS / ranks.size(), (place + 1) * NUMBERS / ranks.size())
                .mapToLong(i -> new SplittableRandom(31L * i + batch).nextLong(1_000_000_000))
                .sorted()
                .toArray();
        Collected<long[]> samples = comm.allGather(every(own, ranks.size()));
        if (isLost(samples)) {
            return null;
        }
        Collected<long[]> bucket = comm.allToAll(buckets(own, every(joined(samples), ranks.size())));
        return isLost(bucket) ? null : joined(bucket);
    }

    /** Returns the values at the inner borders of equal parts of an ordered array. */
    private static long[] every(long[] ordered, int parts) {
        return IntStream.range(1, parts)
                .mapToLong(i -> ordered[i * ordered.length / parts])
                .toArray();
    }

    /** Returns a bucket for each rank of the team; a rank that is lost gets null. */
    private List<long[]> buckets(long[] ordered, long[] limits) {
        List<long[]> buckets = new ArrayList<>();
        int from = 0;
        for (int rank = 0; rank < comm.size(); rank++) {
            int place = ranks.indexOf(rank);
            int to = place < 0 ? from : place < limits.length ? firstFrom(ordered, limits[place]) : ordered.length;
            buckets.add(place < 0 ? null : Arrays.copyOfRange(ordered, from, to));
            from = to;
        }
        return buckets;
    }

    private static int firstFrom(long[] ordered, long limit) {
        return (int) Arrays.stream(ordered).takeWhile(number -> number < limit).count();
    }

    private static long[] joined(Collected<long[]> parts) {
        return parts.present().stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    /** Takes the survivors of a verdict, and returns whether a rank was lost. */
    private boolean isLost(Collected<?> all) {
        List<Integer> before = ranks;
        ranks = new ArrayList<>(all.verdict().survivors());
        return !ranks.equals(before);
    }

    /** Returns the sum of all numbers after a check of their order and number, or -1 if a rank was lost. */
    private long checkedSum(long[] sorted) {
        long[] facts = {sorted.length, LongStream.of(sorted).sum(), sorted[0], sorted[sorted.length - 1]};
        Collected<long[]> all = comm.allGather(facts);
        if (isLost(all)) {
            return -1;
        }
        long count = 0;
        long sum = 0;
        long last = 0;
        for (long[] each : all.present()) {
            count += each[0];
            sum += each[1];
            if (each[2] < last) {
                throw new IllegalStateException(each[2] + " comes after " + last);
            }
            last = each[3];
        }
        if (count != NUMBERS) {
            throw new IllegalStateException(count + " numbers, not " + NUMBERS);
        }
        return sum;
    }

    private void say(String line) {
        if (comm.rank() == 0) {
            System.out.println(line);
        }
    }
}
