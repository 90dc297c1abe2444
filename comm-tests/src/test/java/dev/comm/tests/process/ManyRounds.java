package dev.comm.tests.process;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Consecutive rounds of one collective. Every value contains its rank and its round, which are checked. */
final class ManyRounds {
    private static final int STAMP_BYTES = 8;

    private final Communicator comm;
    private final int count;
    private final byte[] pattern;
    private final Map<Integer, String> departed = new TreeMap<>();
    private Collection<Integer> survivors;
    private int wrong;

    /** Creates rounds. The first argument is their number, and the second is the size of the values in bytes. */
    ManyRounds(Communicator comm, String[] args) {
        this.comm = comm;
        this.count = Integer.parseInt(args[0]);
        this.pattern = SpmdCommands.bytes(Integer.parseInt(args[1]), 7);
    }

    String distribute() {
        long began = System.nanoTime();
        for (int round = 0; round < count; round++) {
            int number = round;
            var given = comm.distribute(() -> value(0, number));
            check(given.value(), 0, round);
            note(given.verdict());
        }
        return report(began);
    }

    String collect() {
        long began = System.nanoTime();
        for (int round = 0; round < count; round++) {
            Collected<byte[]> all = comm.collect(value(comm.rank(), round));
            if (comm.rank() == 0) {
                for (Answer<byte[]> each : all) {
                    check(each, round, all.verdict());
                }
            }
            note(all.verdict());
        }
        return report(began);
    }

    private void check(Answer<byte[]> each, int round, Verdict verdict) {
        if (verdict.survivors().contains(each.rank())) {
            check(each.value(), each.rank(), round);
        } else if (each.isPresent()) {
            wrong++;
        }
    }

    private byte[] value(int rank, int round) {
        byte[] value = pattern.clone();
        ByteBuffer.wrap(value).putInt(rank).putInt(round);
        return value;
    }

    private void check(byte[] value, int rank, int round) {
        ByteBuffer stamp = ByteBuffer.wrap(value);
        boolean right = stamp.getInt() == rank
                && stamp.getInt() == round
                && Arrays.equals(value, STAMP_BYTES, value.length, pattern, STAMP_BYTES, pattern.length);
        wrong += right ? 0 : 1;
    }

    private void note(Verdict verdict) {
        Usage.sample();
        survivors = verdict.survivors();
        verdict.departures()
                .forEach((rank, gone) -> departed.put(rank, gone.cause().toString()));
    }

    private String report(long began) {
        return "rounds=" + count + " wrong=" + wrong + " survivors=" + survivors + " departed=" + departed + " millis="
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
