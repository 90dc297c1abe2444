package dev.comm.testkit.contract;

import dev.comm.testkit.contract.SerializerTrial.Sample;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The tests with bytes that no sender wrote. */
final class HostileBytes {
    private static final int PLACES_MAX = 120;
    private static final int SHOWN_BYTES = 64;
    private static final long PER_BYTE = 64;
    private static final int[] CHANGES = {1, 0x80, 0xFF};

    /** Large numbers in the forms that formats use: big-endian, little-endian, in groups of seven bits, negative. */
    private static final List<byte[]> LARGE = List.of(
            HexFormat.of().parseHex("7fffffff"),
            HexFormat.of().parseHex("ffffff7f"),
            HexFormat.of().parseHex("ffffffff07"),
            HexFormat.of().parseHex("3fff"),
            HexFormat.of().parseHex("ffffffff"));

    private final SerializerContract author;
    private final SerializerTrial trial;

    HostileBytes(SerializerContract author) {
        this.author = author;
        trial = new SerializerTrial(author);
    }

    void changed() {
        for (Sample sample : trial.samples()) {
            for (int place : some(Refusals.places(sample.bytes().length))) {
                for (int change : CHANGES) {
                    byte[] bytes = sample.bytes().clone();
                    bytes[place] ^= (byte) change;
                    readAll(bytes, sample.type(), sample + ", byte " + place + " changed by " + change);
                }
            }
            trial.worksOn(sample, "changed bytes");
        }
    }

    /** Returns as many places as the test can afford, evenly spread. */
    private static List<Integer> some(Collection<Integer> places) {
        int step = 1 + places.size() / PLACES_MAX;
        return places.stream().filter(place -> place % step == 0).collect(Collectors.toList());
    }

    private void readAll(byte[] bytes, Class<?> type, String what) {
        trial.tryRead(bytes, type, what);
        if (type != Object.class) {
            trial.tryRead(bytes, Object.class, what);
        }
    }

    void garbage() {
        SplittableRandom random = new SplittableRandom(17);
        Sample good = trial.samples().get(0);
        for (Sample sample : trial.samples()) {
            for (int i = 0; i < 40; i++) {
                byte[] bytes = new byte[random.nextInt(1 << random.nextInt(1, 10))];
                random.nextBytes(bytes);
                // Half of the messages begin like a good message.
                int head = i % 2 == 0 ? 0 : random.nextInt(Math.min(bytes.length, sample.bytes().length) + 1);
                System.arraycopy(sample.bytes(), 0, bytes, 0, head);
                readAll(bytes, sample.type(), "garbage " + shown(bytes));
            }
        }
        trial.worksOn(good, "garbage");
    }

    private static String shown(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
    }

    void bombs() {
        AllocationMeter meter = AllocationMeter.find();
        Claim.possible(meter != null, "this JVM does not count the memory that a thread takes");
        for (Sample sample : trial.samples()) {
            for (int place : some(Refusals.places(sample.bytes().length))) {
                for (byte[] large : LARGE) {
                    requireBounded(meter, overwritten(sample.bytes(), place, large), sample);
                }
            }
        }
    }

    private static byte[] overwritten(byte[] bytes, int place, byte[] number) {
        byte[] bomb = Arrays.copyOf(bytes, Math.max(bytes.length, place + number.length));
        System.arraycopy(number, 0, bomb, place, number.length);
        return bomb;
    }

    private void requireBounded(AllocationMeter meter, byte[] bomb, Sample sample) {
        long bound = PER_BYTE * bomb.length + author.slackBytes();
        if (taken(meter, bomb, sample) > bound) {
            // Classes and tables are created once, and so is an instance that replaces an instance that failed.
            trial.worksOn(sample, "large numbers");
            long taken = taken(meter, bomb, sample);
            Claim.that(
                    taken <= bound,
                    "%d bytes take %d bytes of memory to read, more than %d: %s",
                    bomb.length,
                    taken,
                    bound,
                    shown(bomb));
        }
    }

    private long taken(AllocationMeter meter, byte[] bomb, Sample sample) {
        long before = meter.bytes();
        trial.tryRead(bomb, Object.class, "large numbers in " + sample);
        return meter.bytes() - before;
    }
}
