package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Maps with their orders. */
final class MapEdges {
    private MapEdges() {}

    static Stream<Edge> all() {
        return Stream.of(hashed(), linked(), sorted(), fixed(), refusals()).flatMap(each -> each);
    }

    private static Stream<Edge> hashed() {
        return Stream.of(
                travels("empty HashMap", HashMap::new),
                travels("HashMap of null to null", () -> new HashMap<>(Collections.singletonMap(null, null))),
                travels("HashMap of lists", () -> new HashMap<>(Map.of(java.util.List.of(1), java.util.List.of(2)))),
                travels("empty ConcurrentHashMap", () -> new ConcurrentHashMap<>()),
                travels("ConcurrentHashMap", () -> new ConcurrentHashMap<>(Map.of("a", 1, "b", 2))),
                travels("empty EnumMap", () -> new EnumMap<>(Own.Unit.class)),
                travels("EnumMap of an enum with bodies", () -> new EnumMap<>(Map.of(Own.Unit.FOOT, 1))),
                travels("EnumMap of null", () -> new EnumMap<>(Collections.singletonMap(Own.Unit.METRE, null))));
    }

    private static Stream<Edge> linked() {
        return Stream.of(
                travels("empty LinkedHashMap", () -> new LinkedHashMap<>()),
                travels("LinkedHashMap", () -> filled(new LinkedHashMap<>())),
                travels("LinkedHashMap by access", () -> filled(new LinkedHashMap<>(16, 0.75f, true))),
                travels("empty LinkedHashMap by access", () -> new LinkedHashMap<>(16, 0.75f, true)));
    }

    private static Map<Object, Object> filled(Map<Object, Object> map) {
        for (int i : new int[] {17, 1, 33, 2}) {
            map.put(i, "v" + i);
        }
        map.get(1);
        return map;
    }

    private static Stream<Edge> sorted() {
        return Stream.of(
                travels("empty TreeMap", () -> new TreeMap<String, Integer>()),
                travels("TreeMap", () -> new TreeMap<>(Map.of("b", 1, "a", 2))),
                travels("TreeMap reversed", () -> sorted(Collections.reverseOrder())),
                travels("TreeMap of the natural order", () -> sorted(Comparator.naturalOrder())),
                travels("TreeMap without case", () -> sorted(String.CASE_INSENSITIVE_ORDER)),
                travels(
                        "unmodifiableSortedMap",
                        () -> Collections.unmodifiableSortedMap(sorted(Collections.reverseOrder()))),
                refused("TreeMap by length", () -> sorted(Comparator.comparing(String::length))),
                refused("TreeMap with nulls first", () -> sorted(Comparator.nullsFirst(Comparator.naturalOrder()))));
    }

    private static TreeMap<String, Integer> sorted(Comparator<? super String> order) {
        TreeMap<String, Integer> map = new TreeMap<>(order);
        map.put("bb", 1);
        map.put("a", 2);
        return map;
    }

    private static Stream<Edge> fixed() {
        return Stream.of(
                travels("Map.of()", Map::of),
                travels("Map.of one", () -> Map.of(1, 2)),
                travels("Map.of three", () -> Map.of(1, 2, 3, 4, 5, 6)),
                travels("emptyMap", Collections::emptyMap),
                travels("singletonMap", () -> Collections.singletonMap("a", null)),
                travels(
                        "unmodifiableMap in its order",
                        () -> Collections.unmodifiableMap(filled(new LinkedHashMap<>()))));
    }

    private static Stream<Edge> refusals() {
        return Stream.of(
                refused("IdentityHashMap", IdentityHashMap::new),
                refused("WeakHashMap", WeakHashMap::new),
                refused("Hashtable", Hashtable::new),
                refused("Properties", Properties::new),
                refused("ConcurrentSkipListMap", ConcurrentSkipListMap::new),
                refused("synchronizedMap", () -> Collections.synchronizedMap(new HashMap<>())),
                refused("emptySortedMap", Collections::emptySortedMap),
                refused("unmodifiableNavigableMap", () -> Collections.unmodifiableNavigableMap(new TreeMap<>())),
                refused("descendingMap", () -> new TreeMap<>(Map.of(1, 2)).descendingMap()),
                refused("subMap", () -> new TreeMap<>(Map.of(1, 2)).subMap(0, 5)));
    }
}
