package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults has a row for each, and names tests that exist. */
class FaultsDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (F\\d\\d) \\|(.*)$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");

    private final String table = read(ROOT.resolve("docs/FAULTS.md"));

    @Test
    void everyFaultHasARowWithATestOrAReason() {
        List<String> ids =
                IntStream.rangeClosed(1, 55).mapToObj("F%02d"::formatted).toList();
        List<MatchResult> rows = ROW.matcher(table).results().toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyElementsOf(ids);
        String reasons = table.substring(table.indexOf("## What cannot be had"));
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).find() || reasons.contains(row.group(1)))
                        .as(row.group())
                        .isTrue());
    }

    @Test
    void everyTestOfTheTableExists() throws IOException {
        Map<String, String> sources = sources();
        TEST.matcher(table).results().forEach(named -> {
            assertThat(sources).as(named.group()).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(sources.get(named.group(1))).as(named.group()).contains(" " + named.group(2) + "(");
            }
        });
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().matches(".*/src/(test|main)/java/.*(Test|IT|Contract)\\.java"))
                    .forEach(file -> sources.merge(
                            file.getFileName().toString().replace(".java", ""), read(file), String::concat));
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
