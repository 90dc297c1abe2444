package dev.comm.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each id in a comment, such as B1 or SEC-20, is defined in a document. */
class CitedIdsTest {
    private static final List<String> DOCUMENTS = List.of("SEMANTICS", "SECURITY", "FAULTS", "TESTKIT-FARM");
    private static final Pattern DEFINED = Pattern.compile("(?m)^(?:\\| |\\*\\*)(SEC-\\d+|[A-Z]\\d+)\\b");
    private static final Pattern CITED = Pattern.compile("(?<![\\w-])(?:SEC-\\d+|[A-Z]\\d{1,2})(?!\\w)");

    @Test
    void everyIdThatACommentCitesIsDefined() throws IOException {
        Set<String> defined = new TreeSet<>();
        for (String document : DOCUMENTS) {
            String text = Files.readString(Sources.ROOT.resolve("docs").resolve(document + ".md"));
            DEFINED.matcher(text).results().map(found -> found.group(1)).forEach(defined::add);
        }
        assertThat(defined).contains("B1", "SEC-20", "A6");
        assertThat(Sources.main().stream()
                        .flatMap(file ->
                                cited(file).filter(id -> !defined.contains(id)).map(id -> id + " in " + file)))
                .isEmpty();
    }

    private static Stream<String> cited(Path file) {
        return Sources.lines(file).stream()
                .flatMap(CitedIdsTest::comment)
                .flatMap(text -> CITED.matcher(text).results().map(MatchResult::group));
    }

    private static Stream<String> comment(String line) {
        String text = line.strip();
        boolean whole = text.startsWith("*") || text.startsWith("/*");
        int begin = whole ? 0 : text.indexOf("// ");
        return begin < 0 ? Stream.empty() : Stream.of(text.substring(begin));
    }
}
