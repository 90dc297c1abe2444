package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.travels;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Views of collections, which arrive with the same elements, and entries of maps. */
final class ViewEdges {
    private ViewEdges() {}

    static Stream<Edge> all() {
        return Stream.of(lists(), maps(), entries()).flatMap(each -> each);
    }

    private static Stream<Edge> lists() {
        return Stream.of(
                travels("subList of an ArrayList", () -> new ArrayList<>(List.of(1, 2, 3)).subList(1, 3)),
                travels("empty subList", () -> new ArrayList<>(List.of(1)).subList(1, 1)),
                travels(
                        "subList of a subList",
                        () -> new ArrayList<>(List.of(1, 2, 3)).subList(0, 3).subList(1, 2)),
                travels("subList of List.of", () -> List.of(1, 2, 3).subList(0, 2)),
                travels("subList of a LinkedList", () -> new LinkedList<>(List.of(1, 2, 3)).subList(1, 2)),
                travels(
                        "subList of Arrays.asList",
                        () -> Arrays.asList(1, null, 3).subList(1, 3)),
                travels(
                        "subList of a CopyOnWriteArrayList",
                        () -> new CopyOnWriteArrayList<>(List.of(1, 2)).subList(0, 1)));
    }

    private static Stream<Edge> maps() {
        return Stream.of(
                        new HashMap<>(Map.of("a", 1, "b", 2)),
                        new LinkedHashMap<>(Map.of("x", 1)),
                        new TreeMap<>(Map.of("b", 1, "a", 2)),
                        new ConcurrentHashMap<>(Map.of("c", 3)),
                        new EnumMap<>(Map.of(Own.Unit.FOOT, 1)),
                        Map.of("f", 1),
                        new HashMap<>())
                .flatMap(map -> Stream.of(
                        travels("keySet of " + name(map), map::keySet),
                        travels("values of " + name(map), map::values),
                        travels("entrySet of " + name(map), map::entrySet)));
    }

    private static String name(Map<?, ?> map) {
        return map.getClass().getSimpleName() + " of " + map.size();
    }

    private static Stream<Edge> entries() {
        return Stream.of(
                travels("Map.entry", () -> Map.entry("a", 1)),
                travels("entry of a HashMap", () -> only(new HashMap<>(Map.of("a", 1)))),
                travels("entry of a LinkedHashMap", () -> only(new LinkedHashMap<>(Map.of("a", 1)))),
                travels("entry of a TreeMap", () -> new TreeMap<>(Map.of("a", 1)).firstEntry()),
                travels("entry of a ConcurrentHashMap", () -> only(new ConcurrentHashMap<>(Map.of("a", 1)))),
                travels("entry of an EnumMap", () -> only(new EnumMap<>(Map.of(Own.Unit.FOOT, 1)))),
                travels("SimpleEntry of nulls", () -> new SimpleEntry<>(null, null)),
                travels("SimpleImmutableEntry", () -> new SimpleImmutableEntry<>(1, List.of(2))),
                travels("a list of entries", () -> List.of(Map.entry(1, 2), Map.entry(3, 4))),
                travels("a map of subLists", () -> Map.of(1, new ArrayList<>(List.of(1, 2)).subList(0, 1))));
    }

    private static Object only(Map<?, ?> map) {
        return map.entrySet().iterator().next();
    }
}
