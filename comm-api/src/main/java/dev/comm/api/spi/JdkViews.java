package dev.comm.api.spi;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The views of the JDK's collections, such as {@code keySet()} and {@code subList(…)}, and the entries of its maps.
 * Programs send these views without knowing their private classes, so Comm sends a copy of the elements.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum JdkViews {
    /** A view that arrives as an {@link ArrayList}. */
    LIST,
    /** A view that arrives as an unmodifiable list. */
    FIXED_LIST,
    /** A view that arrives as a {@link LinkedHashSet}. */
    SET,
    /** A view that arrives as a {@link TreeSet} with the same comparator. */
    SORTED_SET,
    /** An entry that arrives as a {@link SimpleImmutableEntry}. */
    ENTRY;

    private static final Pattern SUB_LIST = Pattern.compile("java\\.util\\.(concurrent\\.)?\\w+\\$\\w*SubList");
    private static final Pattern OF_MAP = Pattern.compile("java\\.util\\.(concurrent\\.)?"
            + "(\\w+\\$(\\w*KeySet|\\w*KeySetView|\\w*Values|\\w*ValuesView|\\w*EntrySet|\\w*EntrySetView|MapN\\$1)"
            + "|AbstractMap\\$[12])");

    /** Returns the kind of a class, or null if the class is none of these views. */
    public static JdkViews of(Class<?> type) {
        if (type.getClassLoader() != null || !type.getName().startsWith("java.util.")) {
            return null;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return type.getName().startsWith("java.util.AbstractMap$Simple") ? null : ENTRY;
        }
        return Collection.class.isAssignableFrom(type) ? ofCollection(type) : null;
    }

    private static JdkViews ofCollection(Class<?> type) {
        String name = type.getName();
        if (SUB_LIST.matcher(name).matches()) {
            return name.contains("Immutable") ? FIXED_LIST : LIST;
        }
        if (!OF_MAP.matcher(name).matches()) {
            return null;
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return SORTED_SET;
        }
        return Set.class.isAssignableFrom(type) ? SET : LIST;
    }

    /** Returns the copy that Comm sends in place of a view. */
    public Object copy(Object view) {
        return switch (this) {
            case LIST -> new ArrayList<>((Collection<?>) view);
            case FIXED_LIST -> Collections.unmodifiableList(new ArrayList<>((List<?>) view));
            case SET -> new LinkedHashSet<>((Set<?>) view);
            case SORTED_SET -> new TreeSet<>((SortedSet<?>) view);
            case ENTRY -> new SimpleImmutableEntry<>((Map.Entry<?, ?>) view);
        };
    }
}
