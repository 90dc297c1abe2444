package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project outside of this build tests its own handler and its own serializer with the test kit only. */
@Timeout(180)
class ClusterTestsIT {
    private static final String MAIN = "org.example.fits.Tests";

    @TempDir
    static Path folder;

    private static String library;
    private static Path project;

    @BeforeAll
    static void compile() throws IOException {
        library = Jars.path(Jars.testLibrary());
        project = Project.compile("cluster-test-project", Jars.testLibrary(), null, folder.resolve("project"));
    }

    @Test
    void onTheClassPath() throws Exception {
        assertTestsPass("-cp", library + File.pathSeparator + project, MAIN);
    }

    @Test
    @FullOnly("KitConsumersIT.aSerializerIsTestedByItsContract; this one without Maven")
    void onTheModulePath() throws Exception {
        assertTestsPass(
                "-p",
                library + File.pathSeparator + project,
                "--add-modules",
                "dev.comm.master,dev.comm.node,org.junit.jupiter.engine",
                "-m",
                "org.example.fits/" + MAIN);
    }

    private static void assertTestsPass(String... arguments) throws Exception {
        String output = Project.java(List.of(arguments));
        assertThat(output)
                .contains("LineFitTest: 2 succeeded, 0 not possible, 0 failed")
                .containsPattern("LineSerializerTest: [1-9][0-9] succeeded, [0-9] not possible, 0 failed");
    }
}
