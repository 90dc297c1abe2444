package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program runs although comm-api and comm-core are in different class loaders or module layers. */
@Timeout(120)
class DeploymentIT {
    private static final String MAIN = "org.example.place.Program";
    private static final List<String> ARTIFACTS = List.of(
            "comm",
            "comm-api",
            "comm-cluster",
            "apiguardian-api",
            "comm-core",
            "slf4j-api",
            "comm-transport-tcp",
            "comm-serialization-java",
            "comm-master",
            "comm-node");

    @TempDir
    static Path folder;

    private static Path program;

    @BeforeAll
    static void compile() throws IOException {
        program = Project.compile(
                "deployment-project",
                Jars.library(),
                "module org.example.place { requires dev.comm.api; exports org.example.place; }",
                folder.resolve("program"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parent-and-child",
                "program-beside-the-api",
                "layers",
                "starter-in-a-layer",
                "program-in-the-layer",
                "one-loader-each"
            })
    void theRuntimeIsFoundByTheContextLoader(String deployment) throws Exception {
        Process java = deploy(deployment);
        String output = output(java);
        assertThat(output)
                .contains("collected [Text[text=rank 0], Text[text=rank 1]]")
                .contains("exit codes 0 and 0");
        assertThat(java.exitValue()).as(output).isZero();
    }

    @Test
    void aContextLoaderThatDoesNotSeeTheCoreIsNamedWithItsCure() throws Exception {
        assertMissing(deploy("parent-without-context"));
    }

    @Test
    void aMissingCoreIsNamedWithItsCure() throws Exception {
        String path = Jars.path(Jars.of(List.of("comm-api", "apiguardian-api"))) + File.pathSeparator + program;
        assertMissing(start("-cp", path, MAIN));
        assertMissing(start("-p", path, "-m", "org.example.place/" + MAIN));
    }

    private static void assertMissing(Process java) throws Exception {
        assertThat(output(java))
                .contains("ProviderException: add the artifact dev.comm:comm-core (comm-master and comm-node bring it)")
                .contains("set the thread's context loader to the one that sees comm-core");
        assertThat(java.exitValue()).isNotZero();
    }

    private static Process deploy(String deployment) throws IOException {
        return start(
                "-cp",
                program.toString(),
                "org.example.place.Start",
                deployment,
                program.toString(),
                Jars.path(Jars.of(ARTIFACTS)));
    }

    private static Process start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Djava.io.tmpdir=" + folder));
        all.addAll(List.of(arguments));
        return Project.builder(Project.command(all)).start();
    }

    private static String output(Process java) throws Exception {
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
