package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for users of MPI compiles, and names existing tests. */
class MpiDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("\\| `(\\w+(?:Test|IT))` \\|\n");
    private static final String BEGIN = "import dev.comm.api.*;\nclass Snippet {\n"
            + "static double relax(double[] u) { return 0; }\nstatic void print(long[] bins, Object ranks) {}\n"
            + "static void run(Communicator comm, double[] u, int w, int rows, int steps, long[] bins) {\n";

    @TempDir
    Path folder;

    @Test
    void everySnippetCompiles() throws IOException {
        List<String> snippets =
                results(SNIPPET).map(each -> BEGIN + each.group(1) + "}}").toList();
        assertThat(snippets)
                .hasSize(2)
                .allSatisfy(source -> assertThat(errors(source)).isEmpty());
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Set<String> files;
        try (Stream<Path> all = Files.walk(ROOT)) {
            files = all.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
        assertThat(results(TEST).map(each -> each.group(1) + ".java"))
                .hasSizeGreaterThan(20)
                .allMatch(files::contains);
    }

    private static Stream<MatchResult> results(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve("docs/MPI.md"))).results();
    }

    private String errors(String source) {
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "--release", "17");
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return source;
                    }
                };
        boolean done = ToolProvider.getSystemJavaCompiler()
                .getTask(errors, null, null, options, null, List.of(file))
                .call();
        return done ? "" : errors.toString();
    }
}
