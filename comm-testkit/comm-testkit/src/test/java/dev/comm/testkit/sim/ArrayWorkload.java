package dev.comm.testkit.sim;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.Distributed;
import dev.comm.api.Elementwise;
import dev.comm.api.JoinedArray;
import dev.comm.api.Reduced;
import dev.comm.api.Slice;
import dev.comm.api.Verdict;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.engine.Replay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The same program on every rank: a random sequence of collectives of arrays. Each rank compares each result with the
 * values that the survivors gave, bit by bit.
 */
public final class ArrayWorkload {
    private static final double UNCHANGED = -7.5;

    private enum Operation {
        SUM_FOR_ALL,
        SUM_IN_PLACE,
        LARGEST,
        SCATTER,
        SCATTER_INTO,
        COLLECT,
        COLLECT_INTO,
        GATHER,
        GATHER_INTO
    }

    private final SimCluster cluster;
    private final RandomRounds<Operation> rounds;
    private final int length;

    private ArrayWorkload(SimCluster cluster) {
        this.cluster = cluster;
        SplittableRandom random = cluster.workload();
        this.length = random.nextInt(20) == 0 ? 20_000 + random.nextInt(20_000) : random.nextInt(40);
        this.rounds = new RandomRounds<>(random, cluster.size(), Operation.values());
    }

    /** Returns a cluster with one to five nodes and with chaos. */
    public static SimCluster cluster(Replay replay) {
        return stormy(RandomRounds.cluster(replay));
    }

    /** Plays the same in a cluster of a given size. */
    public static void play(Cluster cluster) {
        stormy((SimCluster) cluster).run();
    }

    private static SimCluster stormy(SimCluster cluster) {
        ArrayWorkload workload = new ArrayWorkload(cluster);
        return RandomRounds.stormy(cluster, comm -> workload.rounds.run(comm, workload::once));
    }

    private Communicator once(Communicator comm, Operation operation, int round) {
        boolean isRoot = comm.rank() == 0;
        double[] mine = given(comm.rank(), round);
        switch (operation) {
            case SUM_FOR_ALL -> judge(comm.allReduce(fixed(comm.rank(), round), Elementwise.SUM), round, true);
            case SUM_IN_PLACE -> sumInPlace(comm, round);
            case LARGEST -> largest(comm.allReduce(comm.rank() * 3 - 5, Elementwise.MAX));
            case SCATTER -> judge(comm, comm.scatterArray(() -> pieces(comm.size(), round)), round);
            case SCATTER_INTO -> scatterInto(comm, round);
            case COLLECT -> judge(comm.collectArray(Slice.of(mine)), round, isRoot);
            case GATHER -> judge(comm.allGatherArray(Slice.of(mine)), round, true);
            case COLLECT_INTO -> into(comm, round, isRoot);
            case GATHER_INTO -> into(comm, round, true);
        }
        return comm;
    }

    /** Returns the values of a rank, whose number depends on the rank. */
    private double[] given(int rank, int round) {
        return new SplittableRandom(cluster.seed() + 31L * rank + 1009L * round)
                .doubles(length == 0 ? 0 : length + rank, -1e9, 1e9)
                .toArray();
    }

    /** Returns values of the same number on all ranks. Their sum shows the order of the additions. */
    private double[] fixed(int rank, int round) {
        return Arrays.copyOf(given(rank, round), length);
    }

    private double[] sum(Verdict verdict, int round) {
        double[] sum = null;
        for (int rank : verdict.survivors()) {
            double[] more = fixed(rank, round);
            for (int i = 0; sum != null && i < sum.length; i++) {
                more[i] = sum[i] + more[i];
            }
            sum = more;
        }
        return sum;
    }

    private void judge(Reduced<double[]> reduced, int round, boolean isTold) {
        expect("R1", reduced.verdict(), reduced.value(), isTold ? sum(reduced.verdict(), round) : null);
    }

    private void sumInPlace(Communicator comm, int round) {
        double[] place = new double[length + 2];
        System.arraycopy(fixed(comm.rank(), round), 0, place, 1, length);
        Reduced<Slice<double[]>> reduced = comm.reduce(Slice.of(place, 1, length), Elementwise.SUM);
        double[] expected = comm.rank() == 0 ? sum(reduced.verdict(), round) : fixed(comm.rank(), round);
        expect("R1", reduced.verdict(), Arrays.copyOfRange(place, 1, 1 + length), expected);
        expect("R1", reduced.verdict(), new double[] {place[0], place[length + 1]}, new double[2]);
    }

    private void largest(Reduced<Integer> reduced) {
        int expected = reduced.verdict().survivors().last() * 3 - 5;
        if (reduced.value() != expected) {
            SimInsides.complain(cluster, "R1", reduced + " should be " + expected);
        }
    }

    private List<Slice<double[]>> pieces(int size, int round) {
        double[] all = new double[0];
        int[] counts = new int[size];
        for (int rank = 0; rank < size; rank++) {
            double[] piece = given(100 + rank, round);
            counts[rank] = piece.length;
            int end = all.length;
            all = Arrays.copyOf(all, end + piece.length);
            System.arraycopy(piece, 0, all, end, piece.length);
        }
        return Slice.cut(all, counts);
    }

    private void judge(Communicator comm, Distributed<double[]> part, int round) {
        expect("D1", part.verdict(), part.value(), given(100 + comm.rank(), round));
    }

    private void scatterInto(Communicator comm, int round) {
        double[] expected = given(100 + comm.rank(), round);
        double[] place = new double[expected.length + 1];
        Arrays.fill(place, UNCHANGED);
        Verdict verdict = comm.scatterArray(() -> pieces(comm.size(), round), Slice.of(place, 0, expected.length))
                .verdict();
        expect("D1", verdict, Arrays.copyOf(place, expected.length), expected);
        expect("D1", verdict, new double[] {place[expected.length]}, new double[] {UNCHANGED});
    }

    private void judge(JoinedArray<double[]> joined, int round, boolean isTold) {
        if (!isTold) {
            expect("C1", joined.verdict(), joined.array(), null);
            return;
        }
        int end = 0;
        for (Answer<Slice<double[]>> piece : joined.pieces()) {
            if (judge(joined.verdict(), piece, round)) {
                end += piece.value().count();
            }
        }
        if (joined.array().length != end) {
            SimInsides.complain(cluster, "C1", joined + " has " + joined.array().length + " elements, not " + end);
        }
    }

    /** Requires the piece of a survivor and the mark of any other rank. Returns whether there is a piece. */
    private boolean judge(Verdict verdict, Answer<Slice<double[]>> piece, int round) {
        boolean isExpected = verdict.survivors().contains(piece.rank());
        if (piece.isPresent() != isExpected) {
            SimInsides.complain(cluster, "C1", piece + " does not fit to " + verdict);
            return false;
        }
        if (isExpected) {
            expect("C1", verdict, copy(piece.value()), given(piece.rank(), round));
        }
        return isExpected;
    }

    private void into(Communicator comm, int round, boolean isTold) {
        int stride = length + comm.size();
        double[] field = new double[stride * comm.size()];
        Arrays.fill(field, UNCHANGED);
        List<Slice<double[]>> places = new ArrayList<>();
        for (int rank = 0; rank < comm.size(); rank++) {
            places.add(Slice.of(field, rank * stride, given(rank, round).length));
        }
        Slice<double[]> mine = Slice.of(given(comm.rank(), round));
        Collected<Slice<double[]>> all = rounds.operation(round) == Operation.GATHER_INTO
                ? comm.allGatherArray(mine, places)
                : comm.collectArray(mine, isTold ? places : null);
        double[] expected = new double[field.length];
        Arrays.fill(expected, UNCHANGED);
        for (Answer<Slice<double[]>> piece : all) {
            if (judge(all.verdict(), piece, round)) {
                System.arraycopy(
                        given(piece.rank(), round),
                        0,
                        expected,
                        piece.rank() * stride,
                        piece.value().count());
            }
        }
        expect("C1", all.verdict(), field, expected);
    }

    private static double[] copy(Slice<double[]> slice) {
        return Arrays.copyOfRange(slice.array(), slice.from(), slice.from() + slice.count());
    }

    private void expect(String promise, Verdict verdict, double[] found, double[] expected) {
        if (!Arrays.equals(found, expected)) {
            SimInsides.complain(
                    cluster,
                    promise,
                    Arrays.toString(found) + " should be " + Arrays.toString(expected) + " in " + verdict);
        }
    }
}
