package dev.comm.tests.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.comm.testkit.campaign.CampaignFailure;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The class that a report contains compiles unchanged, and its test fails in the same way. */
class ReproTest {
    @TempDir
    private Path folder;

    @Test
    void ofAChaoticTestWithItsEndOfChaos() throws Exception {
        assertFailsAgain(Believers.class, "chaotic", "dev.comm.testkit.Cluster", "until = \"5000ms\"");
    }

    @Test
    void ofAnExhaustiveTestWithSeveralParameters() throws Exception {
        assertFailsAgain(
                Believers.class,
                "exhaustive",
                "dev.comm.testkit.Cluster, java.util.List, java.util.SplittableRandom",
                "plan = \"step ");
    }

    @Test
    void ofATestInAnInnerClass() throws Exception {
        assertFailsAgain(Believers.Inside.class, "planned", "dev.comm.testkit.Cluster", "plan = \"at ");
    }

    private void assertFailsAgain(Class<?> type, String method, String parameters, String text) throws Exception {
        CampaignFailure first = failure(selectMethod(type, method, parameters));
        assertThat(first).hasMessageContaining("somebody was lost");
        Path source = Path.of(first.replayClass().orElseThrow());
        assertThat(Files.readString(source))
                .contains("seed = 0x" + Long.toHexString(first.seed()) + "L", "nodes = ", text);
        CampaignFailure again = failure(selectClass(compiled(source)));
        assertThat(again.seed()).isEqualTo(first.seed());
        assertThat(again.promise()).isEqualTo(first.promise());
        assertThat(again).hasMessageContaining("run 1 of 1");
    }

    private CampaignFailure failure(DiscoverySelector what) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(what)
                                .configurationParameter("comm.reports", folder.toString())
                                .configurationParameter(
                                        "comm.corpus", folder.resolve("none").toString())
                                .build(),
                        summary);
        assertThat(summary.getSummary().getFailures()).hasSize(1);
        return (CampaignFailure) summary.getSummary().getFailures().get(0).getException();
    }

    private Class<?> compiled(Path source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(Files.readString(source))
                    .isTrue();
        }
        String name = source.getFileName().toString().replace(".java", "");
        URL own = Believers.class.getProtectionDomain().getCodeSource().getLocation();
        return new SamePackage(classes.toUri().toURL(), own).loadClass("dev.comm.tests.campaign." + name);
    }

    /**
     * A loader that defines the sample itself. Classes of a package can access each other only if one loader defines
     * them.
     */
    private static final class SamePackage extends URLClassLoader {
        SamePackage(URL... places) {
            super(places, Believers.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith(Believers.class.getName()) || name.contains(".Repro_");
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return own ? findClass(name) : super.loadClass(name, resolve);
        }
    }
}
