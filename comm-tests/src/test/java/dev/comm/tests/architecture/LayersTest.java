package dev.comm.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Dependencies between packages point upwards in these tables, and modules depend only on the allowed modules. */
class LayersTest {
    private static final List<Layers> MODULES = List.of(
            Layers.of("dev.comm.api", "error launch provider", "settings", ".", "spi work", "protocol"),
            Layers.of(
                    "dev.comm.core",
                    "codec machine provider",
                    "machine.message value",
                    "link",
                    "driver",
                    "communicator",
                    "role"),
            Layers.of(
                    "dev.comm.master",
                    "machine.membership",
                    "machine.admission machine.collective machine.message machine.work",
                    "machine",
                    "."),
            Layers.of(
                    "dev.comm.node",
                    "machine.membership",
                    "machine.message machine.work",
                    "machine.collective",
                    "machine",
                    "."),
            Layers.of("dev.comm.cluster", "."),
            Layers.of("dev.comm.transport.tcp", "buffer select", "connection", "tls", "."),
            Layers.of(
                    "dev.comm.testkit",
                    "history fault",
                    "history.recording history.check.collective history.check.membership history.check.message"
                            + " history.check.work",
                    "history.check",
                    ".",
                    "engine",
                    "sim.process",
                    "sim.network",
                    "sim.environment",
                    "sim",
                    "campaign.scenario",
                    "campaign.play",
                    "campaign.shrink",
                    "campaign.report",
                    "campaign",
                    "junit"),
            Layers.of(
                    CommClasses.LIVE,
                    ".",
                    "environment journal proxy picture jvm",
                    "member network",
                    "loopback process",
                    "provider"),
            Layers.of(CommClasses.CONTRACTS, "."),
            Layers.of("dev.comm.launcher", "file log process stream", "certificate hosts slurm", "."),
            Layers.of("dev.comm.examples.sky", "file geometry", "model", "search", "map report", "."));

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyThoseInTheRowsAboveIt() {
        return MODULES.stream()
                .flatMap(layers ->
                        layers.packages().map(name -> DynamicTest.dynamicTest(name, () -> checkPackage(layers, name))));
    }

    private static void checkPackage(Layers layers, String name) {
        String[] forbidden = layers.notAbove(name);
        if (forbidden.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .because("a package uses only those in the rows above it: " + layers)
                    .check(CommClasses.ALL);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPackageHasItsRow() {
        return MODULES.stream()
                .map(layers -> DynamicTest.dynamicTest(
                        layers.root(),
                        () -> assertThat(found(layers.root()))
                                .containsExactlyInAnyOrderElementsOf(
                                        layers.packages().toList())));
    }

    private static Set<String> found(String root) {
        return CommClasses.ALL.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> isBelow(root, name))
                .filter(name -> MODULES.stream()
                        .map(Layers::root)
                        .noneMatch(inner -> isBelow(root, inner) && !inner.equals(root) && isBelow(inner, name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isBelow(String root, String name) {
        return (name + ".").startsWith(root + ".");
    }

    /** Finds the other parts of the test kit as services only. The contracts depend on no other part. */
    @Test
    void theTestKitsSeeOnlyWhatTheirArtifactsBring() {
        String[] contracts = {CommClasses.CONTRACTS + ".."};
        String[] others = {CommClasses.LIVE + "..", CommClasses.CONTRACTS + ".."};
        noClasses()
                .that()
                .resideInAPackage("dev.comm.testkit..")
                .and()
                .resideOutsideOfPackages(others)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CommClasses.ALL);
        noClasses()
                .that()
                .resideInAPackage(CommClasses.LIVE + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(contracts)
                .check(CommClasses.ALL);
        noClasses()
                .that()
                .resideInAnyPackage(contracts)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.comm.testkit..").and(resideOutsideOfPackages(contracts)))
                .check(CommClasses.ALL);
    }

    @TestFactory
    Stream<DynamicTest> aPartSeesNoOtherPart() {
        return CommClasses.PARTS.stream().map(part -> DynamicTest.dynamicTest(part, () -> checkPart(part)));
    }

    private static void checkPart(String part) {
        Stream<String> others = Stream.concat(
                        CommClasses.PARTS.stream(), Stream.of("dev.comm.launcher", "dev.comm.examples"))
                .filter(other -> !other.equals(part));
        Stream<String> core = CommClasses.ROLES.contains(part) ? Stream.empty() : Stream.of("dev.comm.core");
        checkSees(part, Stream.concat(others, core));
    }

    @Test
    void theApiSeesNeitherTheCoreNorAPart() {
        checkSees("dev.comm.api", Stream.concat(CommClasses.PARTS.stream(), Stream.of("dev.comm.core")));
    }

    @Test
    void theCoreSeesNoPart() {
        checkSees("dev.comm.core", CommClasses.PARTS.stream());
    }

    @Test
    void programsNeedNoCore() {
        checkSees("dev.comm.examples", Stream.of("dev.comm.core"));
    }

    private static void checkSees(String part, Stream<String> forbidden) {
        noClasses()
                .that()
                .resideInAPackage(part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.map(other -> other + "..").toArray(String[]::new))
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

    /** The rows of packages below a root. {@code .} is the root itself. */
    private record Layers(String root, List<List<String>> rows) {
        static Layers of(String root, String... rows) {
            return new Layers(
                    root,
                    Stream.of(rows)
                            .map(row -> Stream.of(row.split(" "))
                                    .map(name -> name.equals(".") ? root : root + "." + name)
                                    .toList())
                            .toList());
        }

        Stream<String> packages() {
            return rows.stream().flatMap(List::stream);
        }

        String[] notAbove(String name) {
            int own = IntStream.range(0, rows.size())
                    .filter(row -> rows.get(row).contains(name))
                    .findFirst()
                    .orElseThrow();
            return rows.subList(own, rows.size()).stream()
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(name))
                    .toArray(String[]::new);
        }
    }
}
