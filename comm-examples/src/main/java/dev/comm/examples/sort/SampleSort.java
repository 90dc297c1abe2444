package dev.comm.examples.sort;

import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.JoinedArray;
import dev.comm.api.Slice;
import dev.comm.api.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Sorts numbers by regular samples: one all-to-all gives each rank its bucket, which it merges. If a rank dies, the
 * survivors share its numbers and sort this batch again.
 */
public final class SampleSort {
    private static final int NUMBERS = 200_000;
    private static final int BATCHES = 20;

    private final Communicator comm;
    private List<Integer> ranks;

    private SampleSort(Communicator comm) {
        this.comm = comm;
        this.ranks = new ArrayList<>(comm.barrier().survivors());
    }

    /** Runs the program on every rank. Rank 0 prints the result. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), comm -> new SampleSort(comm).run()));
    }

    private void run() {
        long sum = 0;
        for (int batch = 0; batch < BATCHES; ) {
            long[] bucket = bucket(batch);
            long more = bucket == null ? -1 : sum(bucket);
            sum += Math.max(0, more);
            say(more < 0 ? "repeats batch " + batch + " on ranks " + ranks : "batch " + batch++);
        }
        say("sample sort: " + BATCHES + " x " + NUMBERS + " numbers in order, sum " + sum + ", ranks " + ranks);
    }

    /** Returns the bucket of this rank in order, or null, on all ranks alike, if a rank was lost. */
    private long[] bucket(int batch) {
        int place = ranks.indexOf(comm.rank());
        long[] own = IntStream.range(place * NUMBERS / ranks.size(), (place + 1) * NUMBERS / ranks.size())
                .mapToLong(i -> new SplittableRandom(31L * i + batch).nextLong(1_000_000_000))
                .sorted()
                .toArray();
        Collected<long[]> samples = comm.allGather(every(own, ranks.size()));
        if (isLost(samples.verdict())) {
            return null;
        }
        Collected<long[]> parts = comm.allToAll(buckets(own, every(joined(samples), ranks.size())));
        return isLost(parts.verdict()) ? null : joined(parts);
    }

    /** Returns the values at the inner borders of equal parts of an ordered array. */
    private static long[] every(long[] ordered, int parts) {
        return IntStream.range(1, parts)
                .mapToLong(i -> ordered[i * ordered.length / parts])
                .toArray();
    }

    /** Returns a bucket for each rank of the team. A lost rank gets an empty one. */
    private List<long[]> buckets(long[] ordered, long[] limits) {
        List<long[]> buckets = new ArrayList<>(Collections.nCopies(comm.size(), new long[0]));
        int from = 0;
        for (int place = 0; place < ranks.size(); place++) {
            int to = from;
            while (to < ordered.length && (place == limits.length || ordered[to] < limits[place])) {
                to++;
            }
            buckets.set(ranks.get(place), Arrays.copyOfRange(ordered, from, to));
            from = to;
        }
        return buckets;
    }

    private static long[] joined(Collected<long[]> parts) {
        return parts.present().stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    /** Takes the survivors of a verdict, and returns whether a rank was lost. */
    private boolean isLost(Verdict verdict) {
        List<Integer> before = ranks;
        ranks = new ArrayList<>(verdict.survivors());
        return !ranks.equals(before);
    }

    /** Gathers the buckets at rank 0. Returns the sum of all numbers there, or -1, on all ranks, if a rank was lost. */
    private long sum(long[] bucket) {
        JoinedArray<long[]> all = comm.collectArray(Slice.of(bucket));
        if (isLost(all.verdict())) {
            return -1;
        }
        long[] numbers = comm.rank() == 0 ? all.array() : new long[NUMBERS];
        if (numbers.length != NUMBERS) {
            throw new IllegalStateException(numbers.length + " numbers, not " + NUMBERS);
        }
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i - 1] > numbers[i]) {
                throw new IllegalStateException(numbers[i] + " comes after " + numbers[i - 1]);
            }
        }
        return Arrays.stream(numbers).sum();
    }

    private void say(String line) {
        if (comm.rank() == 0) {
            System.out.println(line);
        }
    }
}
