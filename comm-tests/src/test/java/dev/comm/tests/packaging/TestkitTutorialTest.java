package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The classes of the tutorial compile. Its tests pass, except for the one that must fail. */
@Timeout(180)
class TestkitTutorialTest {
    private static final Path TUTORIAL = Path.of("../docs/TESTKIT.md");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?m)^(?:public )?class (\\w+)");
    private static final String RED = "CensusTest.countsAllEvenIfANodeDies";

    @TempDir
    Path folder;

    @Test
    void itsTestsEndAsItSays() throws Exception {
        List<String> names = compile();
        Map<String, TestExecutionResult> results = new TreeMap<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            for (String name : names) {
                if (name.endsWith("Test")) {
                    results.putAll(run(name, loader.loadClass(name)));
                }
            }
        }
        assertThat(results).hasSizeGreaterThan(6).containsKey(RED);
        results.forEach((test, result) -> assertThat(result.getStatus())
                .as("%s: %s", test, result.getThrowable().map(Throwable::getMessage))
                .isEqualTo(
                        test.equals(RED) ? TestExecutionResult.Status.FAILED : TestExecutionResult.Status.SUCCESSFUL));
        assertThat(results.get(RED).getThrowable().orElseThrow())
                .hasMessageContaining("expected: <33> but was: <21>")
                .hasMessageContaining("-Dcomm.seed=0x");
    }

    private List<String> compile() throws Exception {
        List<String> names = new ArrayList<>();
        List<Path> sources = new ArrayList<>();
        Matcher snippets = SNIPPET.matcher(Files.readString(TUTORIAL));
        while (snippets.find()) {
            Matcher name = NAME.matcher(snippets.group(1));
            assertThat(name.find())
                    .as("a snippet is a class: %s", snippets.group(1))
                    .isTrue();
            names.add(name.group(1));
            sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), snippets.group(1)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "-Xlint:all", "--release", "17");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(good).as(errors.toString()).isTrue();
        }
        return names;
    }

    private static Map<String, TestExecutionResult> run(String name, Class<?> test) {
        Map<String, TestExecutionResult> results = new TreeMap<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    String method = identifier.getUniqueId().replaceAll(".*(?:method|test-template):(\\w+).*", "$1");
                    results.merge(name + "." + method, result, TestkitTutorialTest::worse);
                }
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        listener);
        return results;
    }

    private static TestExecutionResult worse(TestExecutionResult one, TestExecutionResult other) {
        return one.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? other : one;
    }
}
