package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.java.Samples.Cell;
import dev.comm.serialization.java.Samples.Circle;
import dev.comm.serialization.java.Samples.Grid;
import dev.comm.serialization.java.Samples.Planet;
import dev.comm.serialization.java.Samples.Square;
import dev.comm.serialization.java.Samples.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    private final Serializer serializer = Samples.serializer(Grid.class, Planet.class, Unit.class);

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
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("-1.50"),
                RoundingMode.HALF_EVEN,
                new UUID(1, 2),
                Unit.METRE,
                Unit.FOOT,
                new Circle(1.5),
                cell(7),
                planet());
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
                new ArrayList<>(List.of(cell(1), cell(2))),
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
                new ArrayDeque<>(List.of(1, 2)));
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
                new Object[] {1, "a", cell(3)},
                new Cell[] {cell(1)},
                new Cell[][] {{cell(1)}, {}},
                new Unit[] {Unit.FOOT},
                new Samples.Shape[] {new Square(1)},
                new List<?>[] {List.of(1)},
                new Instant[] {Instant.EPOCH});
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackEqual(Object value) throws IOException {
        Object copy = Samples.read(serializer, Samples.write(serializer, value), value.getClass());
        assertThat(copy).hasSameClassAs(value).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void manyValuesComeBackEqual() throws IOException {
        List<Cell> cells =
                IntStream.range(0, 10_000).mapToObj(RoundTripTest::cell).toList();

        assertThat(Samples.read(serializer, Samples.write(serializer, cells), cells.getClass())
                        .equals(cells))
                .isTrue();
    }

    @Test
    void aRecordWithMapsAndMatricesComesBackEqual() throws IOException {
        Grid grid = new Grid(Map.of("a", cell(1)), new Cell[][] {{cell(2)}, {null}});
        Grid copy = Samples.read(serializer, Samples.write(serializer, grid), Grid.class);
        assertThat(copy.cells()).isEqualTo(grid.cells());
        assertThat(copy.matrix()).isDeepEqualTo(grid.matrix());
    }

    @Test
    void aReadOnlyDirectBufferInTheMiddleOfOthersIsReadWithinItsBounds() throws IOException {
        byte[] bytes = Samples.write(serializer, cell(9));
        ByteBuffer direct =
                ByteBuffer.allocateDirect(bytes.length + 20).put(new byte[10]).put(bytes);
        ByteBuffer part = direct.flip().position(10).asReadOnlyBuffer();
        assertThat(serializer.read(part, Cell.class)).isEqualTo(cell(9));
        assertThat(part.position()).as("the caller's position is left alone").isEqualTo(10);
    }

    static Cell cell(int index) {
        return new Cell(index, "c" + index, Unit.FOOT, List.of(new Circle(1), new Square(2)), new double[] {index});
    }

    static Planet planet() {
        Planet earth = new Planet("earth", 5.97);
        earth.moon = new Planet("moon", 0.07);
        return earth;
    }
}
