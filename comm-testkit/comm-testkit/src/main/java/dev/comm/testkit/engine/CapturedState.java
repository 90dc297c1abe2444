package dev.comm.testkit.engine;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A search for objects that a program captured and that are still empty after the run. With the engine PROCESS the
 * program filled a copy in another process.
 */
final class CapturedState {
    private static final int DEPTH_MAX = 3;

    private CapturedState() {}

    /** Returns whether the program captured an object that is still empty. */
    static boolean isEmpty(Body body) {
        return programs(body).anyMatch(program -> hasEmpty(program, DEPTH_MAX));
    }

    private static Stream<Object> programs(Body body) {
        if (body instanceof Body.EveryRank each) {
            return Stream.of(each.program());
        } else if (body instanceof Body.Master master) {
            return Stream.of(master.program());
        }
        return Stream.empty(); // in a modular program, the objects of a handler are not accessible
    }

    private static boolean hasEmpty(Object owner, int depth) {
        return Stream.<Class<?>>iterate(owner.getClass(), each -> each != Object.class, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> value(field, owner))
                .filter(value -> value != null)
                .anyMatch(value -> isEmpty(value) || depth > 0 && isOfUser(value) && hasEmpty(value, depth - 1));
    }

    private static Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null; // another module keeps its classes closed
        }
    }

    private static boolean isOfUser(Object value) {
        String name = value.getClass().getName();
        return !value.getClass().isEnum()
                && !value.getClass().isArray()
                && !name.startsWith("java.")
                && (!name.startsWith("dev.comm.") || value.getClass().isHidden());
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        } else if (value instanceof AtomicReference<?> reference) {
            return reference.get() == null;
        } else if (value instanceof AtomicBoolean flag) {
            return !flag.get();
        } else if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            return length > 0 && IntStream.range(0, length).allMatch(i -> isUnset(Array.get(value, i)));
        }
        return isCounter(value) && ((Number) value).longValue() == 0;
    }

    private static boolean isCounter(Object value) {
        return value instanceof Number && value.getClass().getName().startsWith("java.util.concurrent.atomic.");
    }

    private static boolean isUnset(Object element) {
        return element == null
                || element instanceof Number number && number.doubleValue() == 0
                || Boolean.FALSE.equals(element)
                || element instanceof Character letter && letter == 0;
    }
}
