package dev.comm.serialization.kryo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The collections of the JDK. An unmodifiable collection arrives as an equal unmodifiable collection in the sender's
 * order, but its private class may differ.
 */
final class BaseCollections {
    private BaseCollections() {}

    static void addTo(BaseTypes types) {
        types.add("arrayList", ArrayList.class, new CollectionForm(ArrayList::new, c -> c));
        types.add("linkedList", LinkedList.class, new CollectionForm(n -> new LinkedList<>(), c -> c));
        types.add("arrayDeque", ArrayDeque.class, new CollectionForm(ArrayDeque::new, c -> c));
        types.add("hashSet", HashSet.class, new CollectionForm(n -> new HashSet<>(room(n)), c -> c));
        types.add("linkedHashSet", LinkedHashSet.class, new CollectionForm(n -> new LinkedHashSet<>(room(n)), c -> c));
        types.add("hashMap", HashMap.class, new MapForm(n -> new HashMap<>(room(n)), m -> m));
        types.add("linkedMap", LinkedHashMap.class, new LinkedMapForm());
        types.add(
                "arrayAsList",
                Arrays.asList(1).getClass(),
                new CollectionForm(ArrayList::new, c -> Arrays.asList(c.toArray())));
        addFixedLists(types);
        addFixedSets(types);
        addFixedMaps(types);
    }

    static void addLater(BaseTypes types) {
        types.add(
                "copyOnWriteList",
                CopyOnWriteArrayList.class,
                new CollectionForm(ArrayList::new, c -> new CopyOnWriteArrayList<>(c)));
        types.add(
                "concurrentMap",
                ConcurrentHashMap.class,
                new MapForm(n -> new HashMap<>(room(n)), m -> new ConcurrentHashMap<>(m)));
        types.add(
                "collectionFixed",
                Collections.unmodifiableCollection(List.of()).getClass(),
                new CollectionForm(ArrayList::new, Collections::unmodifiableCollection));
        types.add(
                "sortedSetFixed",
                Collections.unmodifiableSortedSet(new TreeSet<>()).getClass(),
                new SortedForms.OfSet(Collections::unmodifiableSortedSet));
        types.add(
                "sortedMapFixed",
                Collections.unmodifiableSortedMap(new TreeMap<>()).getClass(),
                new SortedForms.OfMap(Collections::unmodifiableSortedMap));
    }

    private static void addFixedLists(BaseTypes types) {
        CollectionForm form = new CollectionForm(ArrayList::new, c -> Collections.unmodifiableList((List<?>) c));
        List<List<?>> examples = List.of(
                List.of(),
                List.of(1),
                List.of(1, 2, 3).subList(0, 2),
                Collections.emptyList(),
                Collections.singletonList(1),
                Collections.unmodifiableList(new ArrayList<>()),
                Collections.unmodifiableList(new LinkedList<>()));
        examples.forEach(example -> types.add("listFixed", example.getClass(), form));
    }

    private static void addFixedSets(BaseTypes types) {
        CollectionForm form =
                new CollectionForm(n -> new LinkedHashSet<>(room(n)), c -> Collections.unmodifiableSet((Set<?>) c));
        List<Set<?>> examples = List.of(
                Set.of(),
                Set.of(1),
                Collections.emptySet(),
                Collections.singleton(1),
                Collections.unmodifiableSet(new HashSet<>()));
        examples.forEach(example -> types.add("setFixed", example.getClass(), form));
    }

    private static void addFixedMaps(BaseTypes types) {
        MapForm form = new MapForm(n -> new LinkedHashMap<>(room(n)), Collections::unmodifiableMap);
        List<Map<?, ?>> examples = List.of(
                Map.of(),
                Map.of(1, 1),
                Collections.emptyMap(),
                Collections.singletonMap(1, 1),
                Collections.unmodifiableMap(new HashMap<>()));
        examples.forEach(example -> types.add("mapFixed", example.getClass(), form));
    }

    /** Returns the capacity of a hash table for this many entries, filled to three quarters. */
    static int room(int count) {
        return (int) Math.min(1 << 30, count * 4L / 3 + 1);
    }
}
