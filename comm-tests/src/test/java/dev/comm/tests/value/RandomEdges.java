package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.travels;

import dev.comm.testkit.engine.RandomStreams;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random values of the supported types, nested in each other. */
final class RandomEdges {
    private static final long SEED = 20_241_027;
    private static final int COUNT = 60;
    private static final int DEPTH = 4;
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Z");
    private static final List<Function<SplittableRandom, Object>> LEAVES = List.of(
            SplittableRandom::nextInt,
            SplittableRandom::nextLong,
            random -> Double.longBitsToDouble(random.nextLong()),
            random -> Float.intBitsToFloat(random.nextInt()),
            random -> (char) random.nextInt(),
            RandomEdges::text,
            random -> new BigInteger(random.nextInt(200), new java.util.Random(random.nextLong())),
            random -> BigDecimal.valueOf(random.nextLong(), random.nextInt()),
            random -> new UUID(random.nextLong(), random.nextLong()),
            random -> BitSet.valueOf(new long[] {random.nextLong(), random.nextLong()}),
            random -> moment(random).atZone(ZoneId.of(ZONES.get(random.nextInt(ZONES.size())))),
            RandomEdges::moment,
            random -> random.ints(random.nextInt(20)).toArray(),
            random -> random.longs(random.nextInt(20)).toArray(),
            random -> Own.Many.values()[random.nextInt(Own.Many.values().length)],
            random -> Optional.of(random.nextInt()));

    private RandomEdges() {}

    static Stream<Edge> all() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> travels(
                        "random value " + i, () -> value(new RandomStreams(SEED).of("value[" + i + "]"), DEPTH)));
    }

    private static Object value(SplittableRandom random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        return switch (kind) {
            case 1 -> list(random, depth);
            case 2 -> map(random, depth);
            case 3 -> new Own.Pair<>(value(random, depth - 1), value(random, depth - 1));
            default -> LEAVES.get(random.nextInt(LEAVES.size())).apply(random);
        };
    }

    private static Object list(SplittableRandom random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            list.add(value(random, depth - 1));
        }
        return random.nextBoolean() ? List.copyOf(list) : list;
    }

    private static Object map(SplittableRandom random, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>(16, 0.75f, random.nextBoolean());
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(text(random), value(random, depth - 1));
        }
        return map;
    }

    /** Returns a text of any characters, including unpaired surrogates. */
    private static String text(SplittableRandom random) {
        char[] text = new char[random.nextInt(40)];
        int most = random.nextBoolean() ? 128 : 65_536;
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) random.nextInt(most);
        }
        return new String(text);
    }

    private static Instant moment(SplittableRandom random) {
        return Instant.ofEpochSecond(random.nextLong(-1L << 34, 1L << 34), random.nextInt(1_000_000_000));
    }
}
