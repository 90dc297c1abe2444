package dev.comm.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages are small and a simple name has one meaning, so that a reader finds each type. */
class RoomsTest {
    private static final int TYPES_MAX = 30;

    /** The packages that may be larger, because users import their types. */
    private static final Map<String, Integer> LARGER = Map.of("dev.comm.api", 45);

    private static final List<String> RUNTIME = List.of(
            "dev.comm.api",
            "dev.comm.core",
            "dev.comm.transport",
            "dev.comm.serialization.java",
            "dev.comm.master",
            "dev.comm.node",
            "dev.comm.cluster");

    /** The names that master and node use in packages of the same name, for the two sides of one concept. */
    private static final Set<String> TWINS =
            Set.of("CollectiveInstance", "Collectives", "CommunicatorState", "FrameRules", "Messages");

    @Test
    void noPackageIsLarge() {
        Map<String, Long> sizes = topLevel("dev.comm")
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(sizes)
                .allSatisfy((name, size) -> assertThat(size)
                        .as("types of %s", name)
                        .isLessThanOrEqualTo(LARGER.getOrDefault(name, TYPES_MAX)));
    }

    @Test
    void noSimpleNameStandsTwiceButForTwins() {
        Map<String, Long> counts = RUNTIME.stream()
                .flatMap(RoomsTest::topLevel)
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.counting()));
        Set<String> twice = counts.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(twice).containsExactlyInAnyOrderElementsOf(TWINS);
    }

    @Test
    void aNestedTypeHasNoNameOfAnotherType() {
        Map<String, JavaClass> topLevel = RUNTIME.stream()
                .flatMap(RoomsTest::topLevel)
                .collect(Collectors.toMap(JavaClass::getSimpleName, Function.identity(), (one, other) -> one));
        assertThat(RUNTIME.stream()
                        .flatMap(RoomsTest::types)
                        .filter(each -> each.isMemberClass() && topLevel.containsKey(each.getSimpleName()))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static Stream<JavaClass> topLevel(String root) {
        return types(root).filter(JavaClass::isTopLevelClass);
    }

    private static Stream<JavaClass> types(String root) {
        return CommClasses.ALL.stream()
                .filter(each -> (each.getPackageName() + ".").startsWith(root + "."))
                .filter(each -> !each.getSimpleName().endsWith("-info"));
    }
}
