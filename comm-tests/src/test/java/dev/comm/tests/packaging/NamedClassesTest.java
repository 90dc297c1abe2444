package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents about the code name existing classes and methods. */
class NamedClassesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

    /** A type in backquotes, alone or with a member. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?`");

    /** Types of the JDK, and types of a design that was not built. */
    private static final Set<String> OTHERS = Set.of("IllegalStateException", "ByteSource", "ByteSink");

    private static final Map<String, String> SOURCES = sources();
    private static final String ALL = String.join("\n", SOURCES.values());

    @ParameterizedTest
    @ValueSource(strings = {"docs/ARCHITECTURE.md", "docs/HOW-A-CALL-WAITS.md", "docs/WAY-OF-A-VALUE.md"})
    void everyNamedClassAndMethodExists(String page) throws IOException {
        String text = FENCED.matcher(Files.readString(ROOT.resolve(page))).replaceAll("");
        assertThat(NAMED.matcher(text).results().filter(name -> !OTHERS.contains(name.group(1))))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(exists(name)).as(name.group()).isTrue());
    }

    private static boolean exists(MatchResult name) {
        String source = SOURCES.get(name.group(1));
        if (source == null) {
            return Pattern.compile("\\b(class|interface|record|enum) " + name.group(1) + "\\b")
                    .matcher(ALL)
                    .find();
        }
        return name.group(2) == null
                || Pattern.compile("\\b" + name.group(2) + "\\b")
                        .matcher(source)
                        .find();
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            NamedClassesTest::read,
                            String::concat,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
