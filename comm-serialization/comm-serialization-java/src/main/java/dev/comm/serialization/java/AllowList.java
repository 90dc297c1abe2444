package dev.comm.serialization.java;

import dev.comm.api.error.ConfigException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only types that this serializer reads and writes. The serializer finds classes in this list by name, so no name
 * in a stream loads a class.
 *
 * <p>The list is immutable, so several threads may use it.
 */
final class AllowList {
    static final int DIMENSIONS_MAX = 8;
    private static final Map<Character, Class<?>> PRIMITIVES = Map.of(
            'Z', boolean.class,
            'B', byte.class,
            'C', char.class,
            'S', short.class,
            'I', int.class,
            'J', long.class,
            'F', float.class,
            'D', double.class);

    private final Map<String, Class<?>> byName = new HashMap<>();
    private final Set<Class<?>> classes;

    /** @throws ConfigException if a declared type must never travel or is not serializable */
    AllowList(List<Class<?>> declared, List<Class<?>> all) {
        declared.stream().filter(type -> !BaseTypes.contains(type)).forEach(AllowList::check);
        all.stream()
                .filter(type -> !type.isArray() && !ForbiddenTypes.contains(type))
                .forEach(type -> byName.put(type.getName(), type));
        BaseTypes.ALL.forEach(names -> names.forEach(name -> byName.put(name, ofJdk(name))));
        byName.put(StandIn.class.getName(), StandIn.class);
        Set<Class<?>> known = new HashSet<>(byName.values());
        known.add(ConcurrentHashMap.class); // only as the result of a stand-in, so it is not found by its name in a
        // stream
        classes = Set.copyOf(known);
    }

    private static void check(Class<?> declared) {
        Class<?> type = element(declared);
        if (ForbiddenTypes.contains(type)) {
            throw new ConfigException("send plain data instead of type " + type.getName() + " in CommConfig.types(...):"
                    + " it must never travel with the serializer 'java',"
                    + " because reading it can run code, open files or connections");
        }
        boolean concrete = !Modifier.isAbstract(type.getModifiers()) && !type.isPrimitive();
        if (concrete && !Serializable.class.isAssignableFrom(type)) {
            throw new ConfigException("type " + type.getName() + " in CommConfig.types(...) cannot travel with the"
                    + " serializer 'java': let it implement java.io.Serializable, or choose the serializer 'kryo'");
        }
    }

    private static Class<?> ofJdk(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JDK has no class " + name, e);
        }
    }

    /** Returns whether the type, or the element type of an array, may travel. */
    boolean allows(Class<?> type) {
        if (type.getName().startsWith("[".repeat(DIMENSIONS_MAX + 1))) {
            return false; // the same limit as in find
        }
        Class<?> element = element(type);
        return classes.contains(element) || (element.isPrimitive() && type.isArray());
    }

    /** Returns the allowed class with this name in a stream ({@code [I} and {@code [Lp.C;} for arrays), or null. */
    Class<?> find(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return byName.get(name);
        }
        Class<?> found = dimensions > DIMENSIONS_MAX ? null : findElement(name.substring(dimensions));
        for (int i = 0; i < dimensions && found != null; i++) {
            found = found.arrayType();
        }
        return found;
    }

    private Class<?> findElement(String descriptor) {
        if (descriptor.length() == 1) {
            return PRIMITIVES.get(descriptor.charAt(0));
        }
        boolean named = descriptor.startsWith("L") && descriptor.endsWith(";");
        return named ? byName.get(descriptor.substring(1, descriptor.length() - 1)) : null;
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
