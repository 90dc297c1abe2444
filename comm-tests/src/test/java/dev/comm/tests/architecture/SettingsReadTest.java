package dev.comm.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.comm.api.CommConfig;
import dev.comm.api.Limits;
import dev.comm.api.Timing;
import dev.comm.api.Tls;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code reads each setting, so that a user who sets it changes something. */
class SettingsReadTest {
    /** The package that parses, checks and composes the settings. Reads within this package do not count. */
    private static final String MACHINERY = CommConfig.class.getPackageName();

    private static final List<Class<?>> CONFIGURATION =
            List.of(CommConfig.class, Timing.class, Limits.class, Tls.class);

    /**
     * The test kit, whose reads do not count either, because it only compares settings with the behaviour of others.
     */
    private static final String TESTKIT = "dev.comm.testkit";

    /** The accessor that returns the first of {@code secrets()}, for users. */
    private static final String REPEATED = "secret";

    /** The class whose rows are composed all together, in the order of the components of {@link Timing}. */
    private static final String BY_ORDER = "TimingSettings";

    @Test
    void everySettingIsRead() {
        assertThat(CONFIGURATION.stream()
                        .flatMap(SettingsReadTest::accessors)
                        .filter(accessor -> readers(accessor).findAny().isEmpty())
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    private static Stream<JavaMethod> accessors(Class<?> type) {
        return CommClasses.ALL.get(type).getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                .filter(method -> method.getRawParameterTypes().isEmpty())
                .filter(method -> !method.getRawReturnType().getSimpleName().equals("Builder"))
                .filter(method -> !List.of("toString", "hashCode", REPEATED).contains(method.getName()));
    }

    private static Stream<JavaClass> readers(JavaMethod accessor) {
        return accessor.getAccessesToSelf().stream()
                .map(call -> call.getOriginOwner())
                .filter(reader -> !reader.getPackageName().equals(MACHINERY)
                        && !reader.getPackageName().startsWith(TESTKIT));
    }

    /** Finds rows without effect, which only the builder and the list of all rows use. */
    @Test
    void everyRowOfTheTablesIsComposed() {
        assertThat(rows().filter(row -> row.getAccessesToSelf().stream()
                                .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.GET)
                                .map(JavaFieldAccess::getOrigin)
                                .noneMatch(SettingsReadTest::composes))
                        .map(JavaField::getFullName))
                .isEmpty();
    }

    private static Stream<JavaField> rows() {
        return CommClasses.ALL.stream()
                .filter(type -> type.getPackageName().equals(MACHINERY))
                .filter(type -> !type.getSimpleName().equals(BY_ORDER))
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().getSimpleName().equals("Setting"));
    }

    private static boolean composes(JavaCodeUnit unit) {
        return !unit.getName().equals("<clinit>")
                && !unit.getOwner().getSimpleName().equals("Builder");
    }
}
