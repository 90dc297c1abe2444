package dev.comm.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Limits of style that can be checked by a program. */
class StyleTest {
    private static final int FILE_LINES_MAX = 500;
    /** The limit of columns. The formatter enforces it for code, but not for comments and long texts. */
    private static final int LINE_COLUMNS_MAX = 120;

    private static final Pattern LINK_TARGET = Pattern.compile("]\\([^)]*\\)");

    /** The pattern of unfinished code, divided so that it does not match this file. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern AUTHOR = Pattern.compile("@auth" + "or\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sle" + "ep\\(|TimeUnit\\.\\w+\\.sle" + "ep\\(");
    private static final Pattern SUPPRESSED_FORMAT = Pattern.compile("spotless:" + "off");

    @Test
    void aFileHasAtMost500Lines() {
        assertThat(Sources.all())
                .allSatisfy(file ->
                        assertThat(Sources.lines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(FILE_LINES_MAX));
    }

    @Test
    void aLineHasAtMost120Columns() {
        assertThat(places(line -> line.length() > LINE_COLUMNS_MAX, file -> true))
                .isEmpty();
    }

    @Test
    void aLineOfADocumentHasAtMost120Columns() {
        assertThat(Sources.documents())
                .extracting(document -> document.getFileName().toString())
                .contains("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "SEMANTICS.md", "TESTKIT.md");
        assertThat(Sources.documents())
                .allSatisfy(document ->
                        assertThat(wideLines(document)).as(document.toString()).isEmpty());
    }

    /**
     * Returns the lines that are too wide. Tables, code and targets of links are excluded, because they cannot be
     * wrapped.
     */
    private static List<String> wideLines(Path document) {
        List<String> wide = new ArrayList<>();
        boolean isCode = false;
        for (String line : Sources.lines(document)) {
            boolean isFence = line.stripLeading().startsWith("```");
            isCode ^= isFence;
            boolean isProse = !isCode && !isFence && !line.startsWith("|");
            if (isProse && LINK_TARGET.matcher(line).replaceAll("]").length() > LINE_COLUMNS_MAX) {
                wide.add(line);
            }
        }
        return wide;
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(places(UNFINISHED.asPredicate(), file -> true)).isEmpty();
        assertThat(places(SUPPRESSED_FORMAT.asPredicate(), file -> true)).isEmpty();
    }

    @Test
    void theHistoryKnowsTheAuthors() {
        assertThat(places(AUTHOR.asPredicate(), file -> true)).isEmpty();
    }

    @Test
    void noTestWaitsByTheClock() {
        assertThat(places(SLEEP.asPredicate(), file -> file.toString().contains("/src/test/")))
                .isEmpty();
    }

    @Test
    void theChangelogHasAPlaceForWhatIsNew() throws IOException {
        assertThat(Files.readString(Sources.ROOT.resolve("CHANGELOG.md"))).contains("Unreleased");
    }

    private static List<String> places(Predicate<String> wrong, Predicate<Path> files) {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.all()) {
            if (files.test(file)) {
                List<String> lines = Sources.lines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (wrong.test(lines.get(i))) {
                        found.add(Sources.ROOT.relativize(file) + ":" + (i + 1) + " "
                                + lines.get(i).trim());
                    }
                }
            }
        }
        return found;
    }
}
