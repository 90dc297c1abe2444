package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.refusedBy;
import static dev.comm.tests.value.Edge.travels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Objects that refer to each other. The references are shared, circular or deep. */
final class GraphEdges {
    private GraphEdges() {}

    static Stream<Edge> all() {
        return Stream.of(shared(), circles(), deep()).flatMap(each -> each);
    }

    private static Stream<Edge> shared() {
        return Stream.of(
                travels("one list twice", () -> {
                    List<Integer> one = new ArrayList<>(List.of(1));
                    return Arrays.asList(one, one);
                }),
                travels("one array twice", () -> {
                    int[] one = {1};
                    return new Object[] {one, one};
                }),
                travels("one subList twice", () -> {
                    List<Integer> one = new ArrayList<>(List.of(1, 2)).subList(0, 1);
                    return Arrays.asList(one, one);
                }),
                travels("one text 10000 times", () -> new ArrayList<>(java.util.Collections.nCopies(10_000, "same"))));
    }

    private static Stream<Edge> circles() {
        return Stream.of(
                refusedBy("kryo", "a list in itself", GraphEdges::listInItself),
                refusedBy("kryo", "an array in itself", () -> {
                    Object[] array = new Object[1];
                    array[0] = array;
                    return array;
                }),
                refusedBy("kryo", "a class in a circle", () -> {
                    Own.Planet one = new Own.Planet("one", 1);
                    return List.of(one.with(one)).get(0);
                }),
                refusedBy("kryo", "a map as its own value", () -> {
                    Map<Object, Object> map = new HashMap<>();
                    map.put("self", map);
                    return map;
                }),
                refused("a record in a circle", () -> {
                    Own.Branch branch = new Own.Branch(new ArrayList<>());
                    branch.leaves().add(branch);
                    return branch;
                }),
                refused("List.of in a circle", () -> {
                    List<Object> inside = new ArrayList<>();
                    List<Object> around = List.of(inside);
                    inside.add(around);
                    return around;
                }),
                refusedBy("kryo", "a list in a circle through a view", () -> {
                    List<Object> inside = new ArrayList<>();
                    List<Object> view = new ArrayList<Object>(List.of(inside)).subList(0, 1);
                    inside.add(view);
                    return view;
                }),
                refused("an element that knows its set", GraphEdges::elementThatKnowsItsSet));
    }

    private static Object listInItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    /**
     * Returns an element that contains its set. A reader that begins with the element hashes it before its name is set.
     */
    private static Object elementThatKnowsItsSet() {
        Own.Node node = new Own.Node("late");
        Set<Object> set = new HashSet<>();
        set.add(node);
        node.children.add(set);
        return node;
    }

    private static Stream<Edge> deep() {
        return Stream.of(
                travels("10 lists in each other", () -> lists(10)),
                travels("15 lists in each other", () -> lists(15)),
                refusedBy("java", "40 lists in each other", () -> lists(40)),
                refused("70 lists in each other", () -> lists(70)),
                refused("10000 lists in each other", () -> lists(10_000)),
                refusedBy("java", "40 records in each other", () -> chain(40)),
                refused("100000 records in each other", () -> chain(100_000)),
                travels("14 sets in each other", () -> sets(14)),
                refused("20 sets in each other", () -> sets(20)),
                refusedBy("kryo", "a key that holds 5000 entries", () -> {
                    Set<Integer> many = new HashSet<>();
                    for (int i = 0; i < 5_000; i++) {
                        many.add(i);
                    }
                    return Map.of(new ArrayList<>(List.of(many)), 1);
                }));
    }

    private static Object lists(int levels) {
        List<Object> list = new ArrayList<>();
        for (int i = 1; i < levels; i++) {
            list = new ArrayList<>(Arrays.asList(list));
        }
        return list;
    }

    private static Object sets(int levels) {
        Set<Object> set = new HashSet<>();
        for (int i = 1; i < levels; i++) {
            set = new HashSet<>(Set.of(set));
        }
        return set;
    }

    private static Own.Nodes chain(int levels) {
        Own.Nodes chain = null;
        for (int i = 0; i < levels; i++) {
            chain = new Own.Nodes(chain);
        }
        return chain;
    }
}
