package dev.comm.tests.value;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A comparison of a sent value with the arrived one, by equals and by properties that equals ignores (order,
 * comparator, kind of class).
 */
final class Alike {
    /** The pairs whose comparison has begun, so that circles end. */
    private final Map<Object, Object> open = new IdentityHashMap<>();

    private Alike() {}

    static boolean alike(Object sent, Object arrived) {
        return new Alike().same(sent, arrived);
    }

    private boolean same(Object sent, Object arrived) {
        if (sent == null || arrived == null) {
            return sent == arrived;
        }
        if (open.get(sent) == arrived) {
            return true;
        }
        open.put(sent, arrived);
        return isSameKind(sent, arrived) && isSameContent(sent, arrived);
    }

    /**
     * Returns whether both have the same kind of class. A class with a public name must stay, but a private class of
     * the JDK may change.
     */
    private static boolean isSameKind(Object sent, Object arrived) {
        Class<?> type = sent.getClass();
        boolean named = type.isArray() || Modifier.isPublic(type.getModifiers()) || type.getClassLoader() != null;
        return !named || type == arrived.getClass() || type.getName().endsWith("$KeySetView");
    }

    private boolean isSameContent(Object sent, Object arrived) {
        if (sent.getClass().isArray()) {
            return sent.getClass().getComponentType().isPrimitive()
                    ? Objects.deepEquals(sent, arrived)
                    : inOrder(Arrays.asList((Object[]) sent), Arrays.asList((Object[]) arrived));
        }
        if (sent instanceof Map<?, ?> map) {
            return arrived instanceof Map<?, ?> other && maps(map, other);
        }
        if (sent instanceof Set<?> set) {
            return arrived instanceof Set<?> other && sets(set, other);
        }
        if (sent instanceof Collection<?> all) {
            return arrived instanceof Collection<?> other
                    && (!(sent instanceof List) || other instanceof List)
                    && isChangeable(all) == isChangeable(other)
                    && inOrder(all, other);
        }
        return sent instanceof Record ? records(sent, arrived) : single(sent, arrived);
    }

    private boolean single(Object sent, Object arrived) {
        if (sent instanceof Map.Entry<?, ?> entry) {
            return sent.equals(arrived)
                    && arrived instanceof Map.Entry<?, ?> other
                    && same(entry.getKey(), other.getKey())
                    && same(entry.getValue(), other.getValue());
        }
        if (sent instanceof Optional<?> box) {
            return same(box.orElse(null), ((Optional<?>) arrived).orElse(null));
        }
        if (sent instanceof AtomicReference<?> box) {
            return same(box.get(), ((AtomicReference<?>) arrived).get());
        }
        boolean isText = sent instanceof CharSequence || sent instanceof Number || sent instanceof AtomicBoolean;
        return isText ? sent.toString().equals(arrived.toString()) : circular(sent) || sent.equals(arrived);
    }

    /** Returns whether the value contains itself, so that its equals would not end. */
    private static boolean circular(Object sent) {
        return sent instanceof Own.Planet planet && planet.isOwnMoon();
    }

    private boolean records(Object sent, Object arrived) {
        for (RecordComponent component : sent.getClass().getRecordComponents()) {
            if (!same(part(component, sent), part(component, arrived))) {
                return false;
            }
        }
        return true;
    }

    private static Object part(RecordComponent component, Object of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean inOrder(Collection<?> sent, Collection<?> arrived) {
        Iterator<?> others = arrived.iterator();
        for (Object each : sent) {
            if (!others.hasNext() || !same(each, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private boolean sets(Set<?> sent, Set<?> arrived) {
        if (sent instanceof SortedSet<?> sorted) {
            return arrived instanceof SortedSet<?> other
                    && isSameOrder(sorted.comparator(), other.comparator())
                    && inOrder(sent, arrived);
        }
        return sent.size() == arrived.size()
                && arrived.containsAll(sent)
                && (!isOrdered(sent) || inOrder(sent, arrived));
    }

    private boolean maps(Map<?, ?> sent, Map<?, ?> arrived) {
        boolean ordered = !(sent instanceof SortedMap<?, ?> sorted)
                || arrived instanceof SortedMap<?, ?> other && isSameOrder(sorted.comparator(), other.comparator());
        if (!ordered || sent.size() != arrived.size() || byAccess(sent) != byAccess(arrived)) {
            return false;
        }
        if (isOrdered(sent) || sent instanceof SortedMap) {
            return inOrder(sent.keySet(), arrived.keySet()) && inOrder(values(sent), values(arrived));
        }
        return sent.entrySet().stream()
                .allMatch(each ->
                        arrived.containsKey(each.getKey()) && same(each.getValue(), arrived.get(each.getKey())));
    }

    /** Returns a copy of the values, because get may change the order of iteration of some maps. */
    private static List<Object> values(Map<?, ?> map) {
        return new ArrayList<>(map.values());
    }

    private static boolean isSameOrder(Comparator<?> sent, Comparator<?> arrived) {
        return sent == null ? arrived == null : sent.equals(arrived);
    }

    private static boolean isOrdered(Object sent) {
        String name = sent.getClass().getName();
        return name.contains("Linked") || name.contains("Enum") || name.contains("Unmodifiable");
    }

    @SuppressWarnings("unchecked")
    private static boolean byAccess(Map<?, ?> map) {
        if (map.getClass() != LinkedHashMap.class) {
            return false;
        }
        Map<Object, Object> copy = (Map<Object, Object>) ((LinkedHashMap<?, ?>) map).clone();
        copy.clear();
        copy.put("first", 1);
        copy.put("second", 2);
        copy.get("first");
        return copy.keySet().iterator().next().equals("second");
    }

    /** Returns whether elements can be set or removed. It assumes so for lists whose name does not say otherwise. */
    private static boolean isChangeable(Collection<?> all) {
        String name = all.getClass().getName();
        return !name.contains("Immutable")
                && !name.contains("Unmodifiable")
                && !name.contains("Singleton")
                && !name.contains("EmptyList");
    }
}
