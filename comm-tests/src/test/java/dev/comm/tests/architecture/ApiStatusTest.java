package dev.comm.tests.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** Every public type says how stable it is. */
class ApiStatusTest {
    /** Public only for the package next to them. */
    private static final String[] NOT_EXPORTED = {"dev.comm.master.machine..", "dev.comm.node.machine.."};

    private static final List<String> INTERNAL = List.of(".machine", ".support");

    @Test
    void everyPublicTypeHasAStatus() {
        classes()
                .that()
                .resideInAnyPackage(CommClasses.PUBLISHED)
                .and()
                .resideOutsideOfPackages(NOT_EXPORTED)
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(beAnnotatedWith(API.class))
                .check(CommClasses.ALL);
    }

    @Test
    void machinesAndSupportAreInternal() {
        assertThat(CommClasses.ALL.stream()
                        .filter(each -> INTERNAL.stream().anyMatch(each.getPackageName()::endsWith))
                        .filter(each ->
                                each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(each -> each.isAnnotatedWith(API.class)))
                .allSatisfy(
                        each -> assertThat(each.getAnnotationOfType(API.class).status())
                                .as(each.getName())
                                .isEqualTo(API.Status.INTERNAL));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(Sources.main())
                .extracting(Path::getParent)
                .allSatisfy(folder -> assertThat(
                                folder.endsWith("java") || Files.exists(folder.resolve("package-info.java")))
                        .as("%s has a package-info.java", folder)
                        .isTrue());
    }

    @Test
    void publicNamesSayWhatTheThingIs() {
        assertThat(CommClasses.ALL.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> name.endsWith("Util")
                        || name.endsWith("Utils")
                        || name.endsWith("Helper")
                        || name.endsWith("Manager"));
    }
}
