package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.kryo.Samples.Grid;
import dev.comm.serialization.kryo.Samples.Planet;
import dev.comm.serialization.kryo.Samples.Unit;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of collections that are more than their elements. */
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
