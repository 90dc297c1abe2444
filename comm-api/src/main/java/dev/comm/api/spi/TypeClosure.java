package dev.comm.api.spi;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The search for the component types of declared types, breadth first.
 *
 * <p>The search follows only types that a declaration fixes. A field of a plain class may hold any subclass, so the
 * user must declare the types of the field.
 */
final class TypeClosure {
    private final Set<Class<?>> found;
    private final List<Class<?>> order;

    private TypeClosure(List<Class<?>> declared) {
        found = new LinkedHashSet<>(declared);
        order = new ArrayList<>(found);
    }

    static List<Class<?>> of(List<Class<?>> declared) {
        TypeClosure closure = new TypeClosure(declared);
        for (int next = 0; next < closure.order.size(); next++) {
            closure.follow(closure.order.get(next));
        }
        return List.copyOf(closure.order);
    }

    private void follow(Class<?> type) {
        if (type.isEnum()) {
            return; // a constant with a body has its own class, but serializers write it as a constant of the enum
        }
        if (type.isArray()) {
            reach(type.getComponentType());
            return;
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                reach(component.getType());
                reachArguments(component.getGenericType());
            }
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                reach(permitted);
            }
        }
        if (type.getSuperclass() != null) {
            reach(type.getSuperclass());
        }
    }

    private void reach(Class<?> type) {
        if (type.isPrimitive() || (!type.isArray() && isPartOfJdk(type))) {
            return;
        }
        if (found.add(type)) {
            order.add(type);
        }
    }

    private void reachArguments(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                reachArgument(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            reachArguments(array.getGenericComponentType());
        }
    }

    private void reachArgument(Type argument) {
        if (argument instanceof Class<?> type) {
            reach(type);
        } else if (argument instanceof ParameterizedType parameterized) {
            reach((Class<?>) parameterized.getRawType());
            reachArguments(parameterized);
        } else if (argument instanceof WildcardType wildcard) {
            reachArgument(wildcard.getUpperBounds()[0]);
        } else {
            reachArguments(argument);
        }
    }

    /**
     * Returns whether a class belongs to the JDK. Serializers have their own lists of such classes, and the user may
     * also declare one.
     */
    static boolean isPartOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
