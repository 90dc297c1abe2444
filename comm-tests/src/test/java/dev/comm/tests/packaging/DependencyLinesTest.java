package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dependencies that users copy into their builds name existing artifacts and versions. */
class DependencyLinesTest {
    private static final String VERSION = Pom.of("comm-parent").own("version");
    private static final String LOG_VERSION = Pom.of("comm-parent").own("properties/slf4j.version");
    private static final Pattern XML = Pattern.compile(
            "<groupId>([\\w.]+)</groupId>\\s*<artifactId>([\\w-]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
    private static final Pattern SHORT =
            Pattern.compile("\\b(dev\\.comm|org\\.slf4j):([a-z4-]+)(?::(\\d[\\w.-]*))?(?:@pom)?");
    private static final Pattern ARTIFACT = Pattern.compile("`(comm-[a-z-]+)`");
    private static final Set<String> THREE =
            Set.of("dev.comm:comm-bom:" + VERSION, "dev.comm:comm:null", "org.slf4j:slf4j-simple:" + LOG_VERSION);

    static Stream<Path> documents() throws IOException {
        return DocumentsTest.documents();
    }

    private static Set<String> coordinates(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1) + ":" + each.group(2) + ":" + each.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void mavenGradleAndJbangGetTheSame() {
        assertThat(coordinates(XML, ReadmeSnippets.only("xml", "comm-bom"))).isEqualTo(THREE);
        assertThat(coordinates(SHORT, ReadmeSnippets.only("kotlin", "comm-bom")))
                .isEqualTo(THREE);
        assertThat(coordinates(SHORT, ReadmeSnippets.only("", "//DEPS"))).isEqualTo(THREE);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyVersionOfCommIsThisOne(Path document) throws IOException {
        String text = Files.readString(document);
        Stream<String> all = Stream.concat(coordinates(XML, text).stream(), coordinates(SHORT, text).stream());
        assertThat(all.filter(each -> each.startsWith("dev.comm:")))
                .allMatch(each -> each.endsWith(":" + VERSION) || each.endsWith(":null"))
                .allSatisfy(each ->
                        assertThat(Pom.of(each.split(":")[1]).isPublished()).isTrue());
    }

    @Test
    void theTableOfModulesNamesPublishedArtifacts() throws IOException {
        String readme = Files.readString(Pom.ROOT.resolve("README.md"));
        String table = readme.substring(readme.indexOf("## Which module"), readme.indexOf("## Where it comes from"));
        assertThat(ARTIFACT.matcher(table).results().map(each -> each.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        artifact -> assertThat(Pom.of(artifact).isPublished()).isTrue());
    }
}
