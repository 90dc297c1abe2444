package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.travels;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Values that other users of Kryo or of Java serialization received changed, or could not send. */
final class KnownBugs {
    private KnownBugs() {}

    static Stream<Edge> all() {
        return Stream.of(
                // EsotericSoftware/kryo 1157
                travels("a cache by access, just read", () -> {
                    Map<String, Integer> cache = new LinkedHashMap<>(10, 0.85f, true);
                    cache.put("a", 1);
                    cache.put("b", 2);
                    cache.get("a");
                    return cache;
                }),
                // EsotericSoftware/kryo 767, 660, 112, hazelcast 14595
                travels("a TreeMap of Comparator.reverseOrder", () -> {
                    TreeMap<Integer, Object> map = new TreeMap<>(Comparator.reverseOrder());
                    map.putAll(Map.of(1, 122, 8, "hello", 3, "great"));
                    return map;
                }),
                // EsotericSoftware/kryo 81
                travels("equal fields behind a map of maps", () -> {
                    TreeMap<String, Map<String, Object>> maps = new TreeMap<>(Comparator.reverseOrder());
                    maps.put("x", new HashMap<>(Map.of("y", 1)));
                    return new Own.Pair<>(maps, new Own.Pair<>("same", "same"));
                }),
                // EsotericSoftware/kryo 409, twitter/chill 251
                travels(
                        "now at UTC in a list",
                        () -> List.of(LocalDateTime.of(2016, 3, 17, 14, 39, 48, 117_000_000)
                                .atZone(ZoneOffset.UTC))),
                // EsotericSoftware/kryo 78
                travels("an EnumSet in a map", () -> Map.of("units", EnumSet.of(Own.Unit.FOOT))),
                // EsotericSoftware/kryo 798
                travels(
                        "generic records of other arguments",
                        () -> Arrays.asList(
                                new Own.Pair<>("a", 1),
                                new Own.Pair<>(1L, 2.0),
                                new Own.Pair<>(null, new Own.Pair<>('c', "b")))),
                // OpenTripPlanner 3994
                travels(
                        "fixed collections in each other",
                        () -> List.of(List.of(), Map.of(1, List.of(2)), List.of(3, 4))),
                // vavr 3011: hashes of enum constants differ between processes
                travels(
                        "a HashMap of enum constants",
                        () -> new HashMap<>(Map.of(Own.Unit.FOOT, 1, Own.Unit.METRE, 2))),
                travels("an AtomicInteger twice", () -> List.of(new AtomicInteger(1), new AtomicInteger(1))),
                travels("a set of empty arrays' lists", () -> new ArrayList<>(Collections.nCopies(3, new byte[0]))));
    }
}
