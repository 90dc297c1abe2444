package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The manual of the test kit lists all steps, and its examples use types for users only. */
class TestkitManualTest {
    private static final Path MANUAL = Path.of("../docs/TESTKIT.md");
    private static final Pattern STEP = Pattern.compile("(?m)^\\| `([A-Z]+_[A-Z]+)` \\|");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (dev\\.comm\\.[\\w.]+);");

    private static final Pattern ELEMENT =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| `([\\w\\[\\]]+)` \\| (`.*?`|none) \\|");

    private static List<String> all(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(MANUAL))
                .results()
                .map(each -> each.group(1))
                .distinct()
                .toList();
    }

    @Test
    void everyNamedStepHasARow() throws IOException {
        List<String> named = Arrays.stream(Step.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> field.getName())
                .toList();
        assertThat(all(STEP)).hasSizeGreaterThan(15).containsExactlyElementsOf(named);
    }

    @Test
    void noExampleImportsAnInternalType() throws Exception {
        List<String> imports = all(IMPORT);
        assertThat(imports).hasSizeGreaterThan(10);
        for (String name : imports) {
            API status = Class.forName(name).getAnnotation(API.class);
            assertThat(status).as(name).isNotNull();
            assertThat(status.status()).as(name).isNotEqualTo(API.Status.INTERNAL);
        }
    }

    @Test
    void everyElementOfClusterTestHasARowWithItsTypeAndDefault() throws IOException {
        List<String> declared = Arrays.stream(ClusterTest.class.getDeclaredMethods())
                .map(each -> each.getName() + " " + each.getReturnType().getSimpleName() + " " + text(each))
                .sorted()
                .toList();
        List<String> rows = ELEMENT.matcher(Files.readString(MANUAL))
                .results()
                .map(each -> each.group(1) + " " + each.group(2) + " " + each.group(3))
                .sorted()
                .toList();
        assertThat(declared).hasSizeGreaterThan(10);
        assertThat(rows).isEqualTo(declared);
    }

    /** Returns the default as the manual writes it. The smallest number stands for a value that is not given. */
    private static String text(Method element) {
        Object value = element.getDefaultValue();
        if (value.equals(Integer.MIN_VALUE)) {
            return "none";
        } else if (value instanceof Object[] many) {
            return "`{" + Arrays.stream(many).map(String::valueOf).collect(Collectors.joining(", ")) + "}`";
        } else if (value.getClass().isArray()) {
            assertThat(Array.getLength(value)).isZero();
            return "`{}`";
        }
        return value instanceof String text ? "`\"" + text + "\"`" : "`" + value + "`";
    }
}
