package dev.comm.tests.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document lists the types of the values that both serializers support, and no others. */
class ValuesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "VALUES.md");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    @Test
    void theTableHasTheTypesThatTravel() throws IOException {
        Set<String> listed = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| kind"))
                .flatMap(line -> NAME.matcher(line).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(travelling());
    }

    /** Returns the supported types with public names. {@link ValueEdgesTest} shows that their values arrive. */
    private static Set<String> travelling() {
        return Edges.all().stream()
                .filter(edge -> edge.refusedBy().isEmpty())
                .map(Edge::value)
                .map(value -> value instanceof EnumSet ? EnumSet.class : type(value))
                .filter(type -> !type.isArray() && type.getClassLoader() == null)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .filter(type -> !type.getName().endsWith("KeySetView"))
                .map(type -> type.getCanonicalName().replaceFirst("^[a-z.]+\\.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Class<?> type(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }
}
