package dev.comm.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** Every public type says how stable it is. */
class ApiStatusTest {
    private static final Pattern EXPORT = Pattern.compile("\\s*exports ([\\w.]+);");

    /** The packages that the modules export. Other public types are public only for other packages of Comm. */
    private static final Set<String> EXPORTED = Sources.main().stream()
            .filter(file -> file.endsWith("module-info.java"))
            .flatMap(file -> Sources.lines(file).stream())
            .map(EXPORT::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    @Test
    void everyPublicTypeHasAStatus() {
        classes()
                .that(describe("are exported", each -> EXPORTED.contains(each.getPackageName())))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(beAnnotatedWith(API.class))
                .check(CommClasses.ALL);
    }

    @Test
    void theCoreIsInternal() {
        assertStatus("dev.comm.core.", API.Status.INTERNAL);
    }

    @Test
    void theProtocolIsExperimental() {
        assertStatus("dev.comm.api.protocol.", API.Status.EXPERIMENTAL);
    }

    private static void assertStatus(String root, API.Status status) {
        assertThat(CommClasses.ALL.stream()
                        .filter(each -> each.getName().startsWith(root) && each.isTopLevelClass())
                        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC)))
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(each.getAnnotationOfType(API.class).status())
                                .as(each.getName())
                                .isEqualTo(status));
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
