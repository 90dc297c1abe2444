package dev.comm.tests.arguments;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The methods that the walk calls. */
final class Walk {
    private Walk() {}

    /** Returns the public methods that a class declares itself, in the same order in every JVM. */
    static List<Method> methods(Class<?> type, Set<String> without) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !Modifier.isStatic(each.getModifiers()))
                .filter(each -> !each.isBridge() && !each.isSynthetic() && !without.contains(each.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }
}
