package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.kryo.Samples.Cell;
import dev.comm.serialization.kryo.Samples.Circle;
import dev.comm.serialization.kryo.Samples.Grid;
import dev.comm.serialization.kryo.Samples.Planet;
import dev.comm.serialization.kryo.Samples.Square;
import dev.comm.serialization.kryo.Samples.Unit;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    private final Serializer serializer =
            Samples.serializer(Grid.class, Planet.class, Unit.class, Samples.Primitives.class, Samples.Table.class);

    static Stream<Object> values() {
        return Stream.of(scalars(), times(), collections(), arrays()).flatMap(s -> s);
    }

    static Stream<Object> scalars() {
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
                Optional.of(Samples.cell(0)),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                MathContext.DECIMAL128,
                new Samples.Primitives(true, (byte) 1, (short) 2, 'c', -4, 5L, 6f, 7d, 8),
                new Samples.Table(new EnumMap<>(Map.of(Unit.FOOT, 1))),
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("-1.50"),
                RoundingMode.HALF_EVEN,
                new UUID(1, 2),
                Unit.METRE,
                Unit.FOOT,
                new Circle(1.5),
                Samples.cell(7),
                Samples.planet());
    }

    static Stream<Object> times() {
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

    static Stream<Object> collections() {
        Map<Unit, List<Circle>> byUnit = new EnumMap<>(Unit.class);
        byUnit.put(Unit.FOOT, List.of(new Circle(1)));
        return Stream.of(
                new ArrayList<>(List.of(Samples.cell(1), Samples.cell(2))),
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
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(1, 2, 3),
                Map.of(1, 2, 3, 4),
                Arrays.asList(1, null),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.singletonList(1),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                Stream.of(1, 2).toList(),
                new AbstractMap.SimpleEntry<>(1, 2),
                Collections.emptySet(),
                Collections.singleton(1),
                Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
                Set.of(1),
                Map.of(1, 2),
                List.of(1, 2, 3).subList(0, 2),
                IntStream.range(0, 10_000).mapToObj(Samples::cell).toList());
    }

    static Stream<Object> arrays() {
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
                new Object[] {1, "a", Samples.cell(3)},
                new Cell[] {Samples.cell(1)},
                new Cell[][] {{Samples.cell(1)}, {}},
                new Unit[] {Unit.FOOT},
                new Samples.Shape[] {new Square(1)},
                new List<?>[] {List.of(1)},
                new Instant[] {Instant.EPOCH});
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackEqual(Object value) throws IOException {
        Object copy = Samples.read(serializer, Samples.write(serializer, value), Object.class);
        assertThat(Arrays.deepEquals(new Object[] {copy}, new Object[] {value}))
                .as("%s", copy)
                .isTrue();
        Class<?> type = value.getClass();
        if (isPublic(type) || type.isArray() || type.getPackage() == getClass().getPackage()) {
            assertThat(copy).hasSameClassAs(value);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers());
    }

    @Test
    void aRecordWithMapsAndMatricesComesBackEqual() throws IOException {
        Grid grid = new Grid(Map.of("a", Samples.cell(1)), new Cell[][] {{Samples.cell(2)}, {null}});
        Grid copy = Samples.read(serializer, Samples.write(serializer, grid), Grid.class);
        assertThat(copy.cells()).isEqualTo(grid.cells());
        assertThat(copy.matrix()).isDeepEqualTo(grid.matrix());
    }

    @Test
    void aReadOnlyDirectBufferInTheMiddleOfOthersIsReadWithinItsBounds() throws IOException {
        byte[] bytes = Samples.write(serializer, Samples.cell(9));
        ByteBuffer direct =
                ByteBuffer.allocateDirect(bytes.length + 20).put(new byte[10]).put(bytes);
        ByteBuffer part = direct.flip().position(10).asReadOnlyBuffer();
        assertThat(serializer.read(part, Cell.class)).isEqualTo(Samples.cell(9));
        assertThat(part.position()).as("the caller's position is left alone").isEqualTo(10);
    }

    @Test
    void whatCannotBeChangedArrivesAsSomethingThatCannotBeChangedInTheSendersOrder() throws IOException {
        List<Object> fixed =
                List.of(List.of(1), Set.of(1, 2), Map.of(1, 2), Stream.of(1).toList());
        List<?> copy = Samples.read(serializer, Samples.write(serializer, fixed), List.class);
        assertThat(copy).isEqualTo(fixed);
        assertThat(List.copyOf((Set<?>) copy.get(1))).isEqualTo(List.copyOf((Set<?>) fixed.get(1)));
        assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
        List<?> again = Samples.read(serializer, Samples.write(serializer, copy), List.class);
        assertThat(again).isEqualTo(fixed);
    }

    @Test
    void sortedCollectionsKeepTheOrdersThatEveryJvmKnows() throws IOException {
        TreeMap<String, Integer> reversed = new TreeMap<>(Collections.reverseOrder());
        reversed.putAll(Map.of("a", 1, "b", 2));
        TreeMap<?, ?> copy = Samples.read(serializer, Samples.write(serializer, reversed), TreeMap.class);
        assertThat(copy.firstKey()).isEqualTo("b");
        TreeSet<String> caseless = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        caseless.add("A");
        TreeSet<?> set = Samples.read(serializer, Samples.write(serializer, caseless), TreeSet.class);
        assertThat(set.comparator()).isSameAs(String.CASE_INSENSITIVE_ORDER);
        TreeSet<Integer> own = new TreeSet<>((a, b) -> a - b);
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, own))
                .withMessageContaining("a sorted collection with the comparator");
    }

    @Test
    @SuppressWarnings("unchecked")
    void anEmptyEnumMapOrSetKeepsItsType() throws IOException {
        Map<Unit, Integer> map = Samples.read(
                serializer, Samples.write(serializer, new EnumMap<Unit, Integer>(Unit.class)), EnumMap.class);
        map.put(Unit.FOOT, 1);
        Set<Unit> set = Samples.read(serializer, Samples.write(serializer, EnumSet.noneOf(Unit.class)), EnumSet.class);
        set.add(Unit.FOOT);
        assertThat(map).hasSize(1);
        assertThat(set).hasSize(1);
    }
}
