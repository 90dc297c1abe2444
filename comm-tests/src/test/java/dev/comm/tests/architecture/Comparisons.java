package dev.comm.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records that code compares. {@code equals} reads all of their components, which no class file shows. */
final class Comparisons {
    private static final Set<JavaClass> COMPARED = find();

    private Comparisons() {}

    static boolean isCompared(JavaClass type) {
        return COMPARED.contains(type);
    }

    private static Set<JavaClass> find() {
        Set<JavaClass> found =
                Stream.concat(called(), kept()).filter(JavaClass::isRecord).collect(Collectors.toSet());
        Set<JavaClass> next = found;
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(type -> type.getFields().stream())
                    .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                    .filter(type -> type.isRecord() && !found.contains(type))
                    .collect(Collectors.toSet());
            found.addAll(next);
        }
        return found;
    }

    private static Stream<JavaClass> called() {
        return CommClasses.ALL.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call ->
                        call.getName().equals("equals") || call.getName().equals("hashCode"))
                .map(JavaMethodCall::getTargetOwner);
    }

    /** Returns the records in a set, in a key of a map, or in a class of Comm that may compare them. */
    private static Stream<JavaClass> kept() {
        return CommClasses.ALL.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(Comparisons::compares)
                .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream()
                        .filter(type -> !type.equals(field.getRawType())));
    }

    private static boolean compares(JavaField field) {
        JavaClass type = field.getRawType();
        return type.isAssignableTo(Set.class)
                || type.isAssignableTo(Map.class)
                || CommClasses.ALL.contain(type.getName());
    }
}
