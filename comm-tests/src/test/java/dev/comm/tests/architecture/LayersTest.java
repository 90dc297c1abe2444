package dev.comm.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arrows point to the api, and within the api to the left. */
class LayersTest {
    private static final List<String> LAYERS = List.of("frame", "machine", "spi", "support");
    private static final List<List<String>> TESTKIT = List.of(
            List.of("dev.comm.testkit.history", "dev.comm.testkit.fault", "dev.comm.testkit.sim"),
            List.of("dev.comm.testkit"),
            List.of("dev.comm.testkit.live", "dev.comm.testkit.campaign"),
            List.of("dev.comm.testkit.junit"));

    @TestFactory
    Stream<DynamicTest> aPackageOfTheApiUsesOnlyThoseToItsLeft() {
        return Stream.of("", ".work", ".frame", ".machine", ".spi", ".support")
                .map(name -> DynamicTest.dynamicTest("api" + name, () -> checkLayer(name)));
    }

    private static void checkLayer(String name) {
        noClasses()
                .that()
                .resideInAPackage("dev.comm.api" + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden(name))
                .because("the layers are api <- work and api <- frame <- machine <- spi <- support")
                .check(CommClasses.ALL);
    }

    private static String[] forbidden(String name) {
        if (name.isEmpty()) {
            return new String[] {"dev.comm.api.*"};
        }
        int own = LAYERS.indexOf(name.substring(1));
        Stream<String> right = LAYERS.subList(own + 1, LAYERS.size()).stream();
        Stream<String> aside = name.equals(".frame") || name.equals(".machine") ? Stream.of("work") : Stream.empty();
        return Stream.concat(right, aside).map(layer -> "dev.comm.api." + layer).toArray(String[]::new);
    }

    @TestFactory
    Stream<DynamicTest> aPartSeesTheApiAndNoOtherPart() {
        return CommClasses.PARTS.stream().map(part -> DynamicTest.dynamicTest(part, () -> checkPart(part)));
    }

    private static void checkPart(String part) {
        String[] others = Stream.concat(CommClasses.PARTS.stream(), Stream.of("dev.comm.launcher", "dev.comm.examples"))
                .filter(other -> !other.equals(part))
                .map(other -> other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(CommClasses.ALL);
    }

    @TestFactory
    Stream<DynamicTest> aPackageOfTheTestKitUsesOnlyThoseToItsLeft() {
        return IntStream.range(0, TESTKIT.size())
                .boxed()
                .flatMap(level -> TESTKIT.get(level).stream()
                        .map(name -> DynamicTest.dynamicTest(name, () -> checkTestKit(level, name))));
    }

    private static void checkTestKit(int level, String name) {
        String[] right = TESTKIT.subList(level + 1, TESTKIT.size()).stream()
                .flatMap(List::stream)
                .toArray(String[]::new);
        if (right.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(right)
                    .because("the layers of the test kit are history, fault, sim <- testkit <- live, campaign <- junit")
                    .check(CommClasses.ALL);
        }
    }

    @Test
    void theApiSeesNoPart() {
        String[] parts = CommClasses.PARTS.stream().map(part -> part + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.comm.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(parts)
                .check(CommClasses.ALL);
    }

    @Test
    void thereAreClassesToLookAt() {
        assertThat(CommClasses.ALL.size()).isGreaterThan(200);
        for (String part : CommClasses.PARTS) {
            assertThat(CommClasses.ALL.stream()
                            .anyMatch(each -> each.getPackageName().startsWith(part)))
                    .as(part)
                    .isTrue();
        }
    }
}
