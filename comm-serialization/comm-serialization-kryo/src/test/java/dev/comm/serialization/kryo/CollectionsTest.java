package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.kryo.Samples.Grid;
import dev.comm.serialization.kryo.Samples.Planet;
import dev.comm.serialization.kryo.Samples.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Collections keep properties such as order, comparator and immutability. */
class CollectionsTest {
    private final Serializer serializer =
            Samples.serializer(Grid.class, Planet.class, Unit.class, Samples.Primitives.class, Samples.Table.class);

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

    /** Keeps the difference between a given and an implied natural order, which {@code comparator()} shows. */
    @Test
    void aSortedCollectionKeepsTheNaturalOrderThatItWasGiven() throws IOException {
        TreeSet<String> given = new TreeSet<>(Comparator.naturalOrder());
        given.add("a");
        TreeSet<?> copy = Samples.read(serializer, Samples.write(serializer, given), TreeSet.class);
        assertThat(copy.comparator()).isSameAs(Comparator.naturalOrder());
        TreeSet<?> plain =
                Samples.read(serializer, Samples.write(serializer, new TreeSet<>(List.of("a"))), TreeSet.class);
        assertThat(plain.comparator()).isNull();
    }

    @Test
    @SuppressWarnings("unchecked")
    void aLinkedMapKeepsTheOrderOfItsReads() throws IOException {
        for (boolean byAccess : new boolean[] {true, false}) {
            Map<String, Integer> map = new LinkedHashMap<>(16, 0.75f, byAccess);
            map.put("a", 1);
            map.put("b", 2);
            Map<String, Integer> copy = Samples.read(serializer, Samples.write(serializer, map), LinkedHashMap.class);
            copy.get("a");
            assertThat(copy.keySet()).containsExactly(byAccess ? "b" : "a", byAccess ? "a" : "b");
        }
    }

    @Test
    void aTimeThatAClockShowsTwiceKeepsItsOffset() throws IOException {
        ZonedDateTime first = ZonedDateTime.parse("2024-10-27T02:30+02:00[Europe/Berlin]");
        for (ZonedDateTime time : List.of(first, first.withLaterOffsetAtOverlap())) {
            ZonedDateTime copy = Samples.read(serializer, Samples.write(serializer, time), ZonedDateTime.class);
            assertThat(copy).isEqualTo(time);
            assertThat(copy.getOffset()).isEqualTo(time.getOffset());
        }
    }

    record Zoned(ZoneId zone, Samples.Positive count) {}

    /** Shows the message of a check of the program or of the JDK, because the user needs it. */
    @Test
    void theTextOfACheckIsShown() throws IOException {
        Serializer own = Samples.serializer(Zoned.class, Samples.Positive.class);
        byte[] bytes = Samples.write(own, new Zoned(ZoneId.of("Asia/Kathmandu"), new Samples.Positive(7)));
        byte[] negative = bytes.clone();
        negative[bytes.length - 1] = -1;
        negative[bytes.length - 4] = -1;
        assertThatIOException()
                .isThrownBy(() -> Samples.read(own, negative, Zoned.class))
                .withMessageContaining("refused its components: not positive");
        String unknown = new String(bytes, StandardCharsets.ISO_8859_1).replace("Kathm", "Nowhe");
        assertThatIOException()
                .isThrownBy(() -> Samples.read(own, unknown.getBytes(StandardCharsets.ISO_8859_1), Zoned.class))
                .withMessageContaining("Unknown time-zone ID: Asia/Nowhe");
    }

    /** Refuses the offset, as in a message of a member with another release of the time zones. */
    @Test
    void anOffsetThatTheZoneDoesNotHaveIsRefused() throws IOException {
        byte[] bytes = Samples.write(serializer, ZonedDateTime.parse("2024-07-01T12:00+02:00[Europe/Berlin]"));
        int offset = bytes.length - "Europe/Berlin".length() - 1;
        assertThat(bytes[offset]).isEqualTo((byte) 8);
        bytes[offset] = 4;
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, ZonedDateTime.class))
                .withMessageContaining("use the same release of the time zones on all members")
                .withMessageContaining("is +02:00 here, and +01:00 at the sender");
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
