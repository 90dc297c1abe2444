package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs, links and examples in the documents compile and exist. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("public class (\\w+)");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
    private static final Pattern EXAMPLE = Pattern.compile("dev\\.comm\\.examples\\.[\\w.]+");

    @TempDir
    Path folder;

    static Stream<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path each : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(each)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
            }
        }
        return all.stream();
    }

    static Stream<String> programs() throws IOException {
        return all(SNIPPET, ROOT.resolve("README.md")).map(each -> each.group(1));
    }

    private static Stream<MatchResult> all(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document)).results();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramOfTheReadmeCompiles(String source) {
        Matcher name = PROGRAM.matcher(source);
        assertThat(name.find()).as("a program has a public class").isTrue();
        StringWriter errors = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "-Xlint:all", "--release", "17");

        boolean good = compiler.getTask(errors, null, null, options, null, List.of(unit(name.group(1), source)))
                .call();

        assertThat(good).as(errors.toString()).isTrue();
    }

    private static JavaFileObject unit(String name, String source) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkedFileExists(Path document) throws IOException {
        assertThat(all(LINK, document).map(each -> document.resolveSibling(each.group(1))))
                .allSatisfy(file -> assertThat(file).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyExampleExists(Path document) throws IOException {
        assertThat(all(EXAMPLE, document).map(MatchResult::group))
                .allSatisfy(
                        name -> assertThat(Class.forName(name, false, getClass().getClassLoader()))
                                .isNotNull());
    }
}
