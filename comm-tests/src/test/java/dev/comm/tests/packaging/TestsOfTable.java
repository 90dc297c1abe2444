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
import java.util.stream.Stream;

/** A document with a table. Each row begins with an id and names the tests that cover it. */
final class TestsOfTable {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract|Fuzz))(?:\\.(\\w+))?`");

    private final String text;
    private final List<MatchResult> rows;

    /**
     * Reads a document.
     *
     * @param id the form of an id, as a regular expression without groups
     */
    TestsOfTable(String document, String id) {
        text = read(ROOT.resolve(document));
        rows = Pattern.compile("(?m)^\\| (" + id + ") \\|(.*)$")
                .matcher(text)
                .results()
                .toList();
    }

    /** Requires that each id has one row, in this order, with a test or with a reason in the given section. */
    void coversEach(List<String> ids, String sectionOfReasons) {
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyElementsOf(ids);
        String reasons = text.substring(text.indexOf(sectionOfReasons));
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).find() || reasons.contains(row.group(1)))
                        .as(row.group())
                        .isTrue());
    }

    /** Requires that every test that the document names exists. */
    void namesTestsThatExist() {
        Map<String, String> sources = sources();
        assertThat(TEST.matcher(text).results()).isNotEmpty().allSatisfy(named -> {
            assertThat(sources).as(named.group()).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(sources.get(named.group(1))).as(named.group()).contains(" " + named.group(2) + "(");
            }
        });
    }

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().matches(".*/src/(test|main)/java/.*(Test|IT|Contract|Fuzz)\\.java"))
                    .forEach(file -> sources.merge(
                            file.getFileName().toString().replace(".java", ""), read(file), String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
