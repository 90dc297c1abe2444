package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sets with their orders. */
final class SetEdges {
    private SetEdges() {}

    static Stream<Edge> all() {
        return Stream.of(hashed(), sorted(), enums(), bits(), refusals()).flatMap(each -> each);
    }

    private static Stream<Edge> hashed() {
        return Stream.of(
                travels("empty HashSet", HashSet::new),
                travels("HashSet of null", () -> new HashSet<>(Collections.singleton(null))),
                travels("HashSet of equal hashes", () -> new HashSet<>(List.of("Aa", "BB", "AaAa", "BBBB", "AaBB"))),
                travels("empty LinkedHashSet", LinkedHashSet::new),
                travels("LinkedHashSet", () -> new LinkedHashSet<>(List.of(3, 1, 2, 17, 33))),
                travels("Set.of()", Set::of),
                travels("Set.of one", () -> Set.of(1)),
                travels("Set.of two", () -> Set.of(1, 2)),
                travels("Set.of three", () -> Set.of(1, 2, 3)),
                travels("emptySet", Collections::emptySet),
                travels("singleton", () -> Collections.singleton("a")),
                travels(
                        "unmodifiableSet in its order",
                        () -> Collections.unmodifiableSet(new LinkedHashSet<>(List.of(9, 1, 5)))));
    }

    private static Stream<Edge> sorted() {
        return Stream.of(
                travels("empty TreeSet", () -> new TreeSet<String>()),
                travels("TreeSet of one", () -> new TreeSet<>(Set.of(1))),
                travels("TreeSet reversed", () -> sorted(Collections.reverseOrder(), "a", "b")),
                travels("TreeSet of the natural order", () -> sorted(Comparator.naturalOrder(), "a", "b")),
                travels("TreeSet without case", () -> sorted(String.CASE_INSENSITIVE_ORDER, "b", "A")),
                travels(
                        "unmodifiableSortedSet",
                        () -> Collections.unmodifiableSortedSet(sorted(Collections.reverseOrder(), "a", "b"))),
                refused("TreeSet by length", () -> sorted(Comparator.comparing(String::length), "a", "bb")),
                refused(
                        "TreeSet without case, reversed",
                        () -> sorted(String.CASE_INSENSITIVE_ORDER.reversed(), "a", "B")),
                refused("TreeSet of an own order", () -> sorted(new Own.ByLength(), "a", "bb")));
    }

    private static TreeSet<String> sorted(Comparator<? super String> order, String... elements) {
        TreeSet<String> set = new TreeSet<>(order);
        set.addAll(List.of(elements));
        return set;
    }

    private static Stream<Edge> enums() {
        return Stream.of(
                travels("empty EnumSet", () -> EnumSet.noneOf(Own.Unit.class)),
                travels("full EnumSet", () -> EnumSet.allOf(Own.Unit.class)),
                travels("EnumSet of 70 constants", () -> EnumSet.allOf(Own.Many.class)),
                travels("empty EnumSet of 70 constants", () -> EnumSet.noneOf(Own.Many.class)),
                travels("EnumSet of the JDK", () -> EnumSet.of(java.time.DayOfWeek.MONDAY)),
                refused("EnumSet of an undeclared enum", () -> EnumSet.noneOf(Own.Strange.class)));
    }

    private static Stream<Edge> bits() {
        return IntStream.of(0, 1, 63, 64, 65, 1_000)
                .mapToObj(size -> travels("BitSet of " + size, () -> {
                    BitSet bits = new BitSet();
                    bits.set(0, size);
                    return bits;
                }));
    }

    private static Stream<Edge> refusals() {
        return Stream.of(
                refused("CopyOnWriteArraySet", CopyOnWriteArraySet::new),
                refused("ConcurrentSkipListSet", ConcurrentSkipListSet::new),
                travels("ConcurrentHashMap.newKeySet", ConcurrentHashMap::newKeySet),
                refused("synchronizedSet", () -> Collections.synchronizedSet(new HashSet<>())),
                refused("newSetFromMap", () -> Collections.newSetFromMap(new java.util.IdentityHashMap<>())),
                refused("emptyNavigableSet", Collections::emptyNavigableSet),
                travels("descendingSet", () -> new TreeSet<>(Set.of(1, 2)).descendingSet()),
                travels("headSet", () -> new TreeSet<>(Set.of(1, 2)).headSet(2)));
    }
}
