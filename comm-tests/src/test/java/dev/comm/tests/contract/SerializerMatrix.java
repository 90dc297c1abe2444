package dev.comm.tests.contract;

import dev.comm.testkit.contract.SerializerContract;
import dev.comm.tests.contract.Things.Cell;
import dev.comm.tests.contract.Things.Circle;
import dev.comm.tests.contract.Things.Grid;
import dev.comm.tests.contract.Things.Planet;
import dev.comm.tests.contract.Things.Primitives;
import dev.comm.tests.contract.Things.Shape;
import dev.comm.tests.contract.Things.Square;
import dev.comm.tests.contract.Things.Table;
import dev.comm.tests.contract.Things.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The types and values that all serializers of Comm support. */
interface SerializerMatrix extends SerializerContract {
    @Override
    default List<Class<?>> types() {
        return List.of(Grid.class, Planet.class, Unit.class, Primitives.class, Table.class);
    }

    @Override
    default List<?> values() {
        return Stream.of(scalars(), times(), collections(), fixedCollections(), arrays())
                .flatMap(s -> s)
                .toList();
    }

    /** Compares deques by their elements, because a deque has no equals. */
    @Override
    default boolean same(Object written, Object read) {
        return written instanceof ArrayDeque<?> deque
                ? read instanceof ArrayDeque<?> copy
                        && List.<Object>copyOf(deque).equals(List.<Object>copyOf(copy))
                : SerializerContract.super.same(written, read);
    }

    private static Stream<Object> scalars() {
        return Stream.of(
                1,
                2L,
                (short) 3,
                (byte) 4,
                5.5,
                6.5f,
                'c',
                true,
                "text",
                "x".repeat(100_000),
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("-1.50"),
                RoundingMode.HALF_EVEN,
                new UUID(1, 2),
                Unit.METRE,
                Unit.FOOT,
                new Circle(1.5),
                new Primitives(true, (byte) 1, (short) 2, 'c', -4, 5L, 6f, 7d, 8),
                new Table(new EnumMap<>(Map.of(Unit.FOOT, 1))),
                Things.cell(7),
                Things.grid(),
                Things.planet());
    }

    private static Stream<Object> times() {
        LocalDateTime noon = LocalDateTime.of(2026, 2, 28, 12, 0, 0, 1);
        return Stream.of(
                Duration.ofNanos(5),
                Instant.ofEpochSecond(1, 2),
                LocalDate.of(2026, 1, 2),
                LocalTime.of(1, 2),
                noon,
                noon.atOffset(ZoneOffset.ofHours(2)),
                OffsetDateTime.of(noon, ZoneOffset.UTC),
                ZonedDateTime.of(noon, ZoneId.of("Europe/Berlin")),
                Period.ofDays(3),
                Year.of(2026),
                YearMonth.of(2026, 3),
                DayOfWeek.MONDAY,
                ZoneId.of("Europe/Berlin"));
    }

    private static Stream<Object> collections() {
        Map<Unit, List<Circle>> byUnit = new EnumMap<>(Unit.class);
        byUnit.put(Unit.FOOT, List.of(new Circle(1)));
        return Stream.of(
                new ArrayList<>(List.of(Things.cell(1), Things.cell(2))),
                new LinkedList<>(Arrays.asList("a", null)),
                new HashMap<>(Map.of("k", List.of(1, 2))),
                new LinkedHashMap<>(Map.of(1, Map.of(2, Set.of(3)))),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new TreeMap<String, Integer>(Collections.reverseOrder()),
                new HashSet<>(Set.of(new UUID(1, 2))),
                new LinkedHashSet<>(List.of(3, 1, 2)),
                new TreeSet<>(List.of(3, 1)),
                byUnit,
                EnumSet.of(Unit.FOOT),
                BitSet.valueOf(new long[] {5}),
                new AbstractMap.SimpleEntry<>(1, 2),
                new ArrayDeque<>(List.of(2, 1)));
    }

    private static Stream<Object> fixedCollections() {
        return Stream.of(
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Arrays.asList(1, null),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.singletonList(1),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                Stream.of(1, 2).toList(),
                IntStream.range(0, 10_000).mapToObj(Things::cell).toList());
    }

    private static Stream<Object> arrays() {
        return Stream.of(
                new byte[] {1},
                new boolean[] {true},
                new char[] {'a'},
                new short[] {1},
                new int[] {1},
                new long[] {1},
                new float[] {1},
                new double[100_000],
                new double[][] {{1}, {2, 3}},
                new String[] {"a", null},
                new Object[] {1, "a", Things.cell(3)},
                new Cell[] {Things.cell(1)},
                new Cell[][] {{Things.cell(1)}, {}},
                new Unit[] {Unit.FOOT},
                new Shape[] {new Square(1)},
                new List<?>[] {List.of(1)},
                new Instant[] {Instant.EPOCH});
    }
}
