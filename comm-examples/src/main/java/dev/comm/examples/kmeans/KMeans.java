package dev.comm.examples.kmeans;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Elementwise;
import dev.comm.api.Reduced;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.SplittableRandom;

/**
 * Lloyd's k-means: the ranks share the points, and add up the points of each cluster with one all-reduce in each round.
 * If a rank dies, the verdict tells all survivors the same, so they share its points and repeat the round.
 */
public final class KMeans {
    private static final int POINTS = 400_000;
    private static final int ROUNDS = 60;
    private static final double[][] TRUTH = {{-4, -3}, {5, -2}, {1, 6}};

    private KMeans() {}

    /** Runs the program on every rank. Rank 0 prints the result. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), KMeans::program));
    }

    private static void program(Communicator comm) {
        SortedSet<Integer> ranks = comm.barrier().survivors();
        double[] centres = {-1, 0, 1, 0, 0, 1};
        double counted = 0;
        for (int round = 0; round < ROUNDS; ) {
            double[] sums = sums(centres, new ArrayList<>(ranks).indexOf(comm.rank()), ranks.size());
            Reduced<double[]> all = comm.allReduce(sums, Elementwise.SUM);
            if (all.verdict().survivors().equals(ranks)) {
                counted = move(centres, all.value());
                say(comm, "round " + round++);
            } else {
                ranks = all.verdict().survivors();
                say(comm, "repeats round " + round + " on ranks " + ranks);
            }
        }
        say(
                comm,
                String.format(Locale.ROOT, "k-means: %.0f points around %s, ranks %s", counted, text(centres), ranks));
    }

    private static void say(Communicator comm, String line) {
        if (comm.rank() == 0) {
            System.out.println(line);
        }
    }

    /** Returns for each centre the sums of the coordinates of its points, and their number. */
    private static double[] sums(double[] centres, int part, int parts) {
        double[] sums = new double[centres.length / 2 * 3];
        for (int number = part; number < POINTS; number += parts) {
            double[] point = point(number);
            int nearest = nearest(centres, point);
            sums[3 * nearest] += point[0];
            sums[3 * nearest + 1] += point[1];
            sums[3 * nearest + 2]++;
        }
        return sums;
    }

    /** Draws a point from its number, so that each rank can make each point. */
    private static double[] point(int number) {
        SplittableRandom random = new SplittableRandom(number * 0x9E3779B97F4A7C15L);
        double[] centre = TRUTH[number % TRUTH.length];
        return new double[] {centre[0] + random.nextDouble(-2, 2), centre[1] + random.nextDouble(-2, 2)};
    }

    private static int nearest(double[] centres, double[] point) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < centres.length / 2; i++) {
            double distance = Math.hypot(point[0] - centres[2 * i], point[1] - centres[2 * i + 1]);
            nearest = distance < least ? i : nearest;
            least = Math.min(least, distance);
        }
        return nearest;
    }

    /** Moves each centre to the mean of its points, and returns the number of all points. */
    private static double move(double[] centres, double[] sums) {
        double counted = 0;
        for (int i = 0; i < centres.length / 2; i++) {
            double count = sums[3 * i + 2];
            if (count > 0) {
                centres[2 * i] = sums[3 * i] / count;
                centres[2 * i + 1] = sums[3 * i + 1] / count;
            }
            counted += count;
        }
        return counted;
    }

    private static List<String> text(double[] centres) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < centres.length; i += 2) {
            all.add(String.format(Locale.ROOT, "(%.3f, %.3f)", centres[i], centres[i + 1]));
        }
        return all;
    }
}
