package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The starter brings all modules that a program needs. {@code requires dev.comm} or one dependency is enough. */
@Timeout(180)
class StarterIT {
    private static final String MAIN = "org.example.all.Parts";
    private static final String OUTPUT = """
            dev.comm.api.Communicator
            dev.comm.core.role.RoleProvider
            dev.comm.master.MasterNode
            dev.comm.node.ComputeNode
            dev.comm.serialization.java.JavaSerializerProvider
            dev.comm.transport.tcp.TcpTransportProvider
            answer 42, exit code 0
            """;

    /** The jars that Maven and Gradle add to the path for the starter. */
    private static final List<Path> LIBRARY = Jars.of(List.of(
            "comm",
            "comm-api",
            "comm-core",
            "comm-transport-tcp",
            "comm-serialization-java",
            "comm-master",
            "comm-node",
            "comm-cluster",
            "slf4j-api",
            "apiguardian-api"));

    @TempDir
    static Path folder;

    private static String path;

    @BeforeAll
    static void compile() throws IOException {
        Path program = Project.compile("starter-project", LIBRARY, null, folder.resolve("program"));
        path = Jars.path(LIBRARY) + File.pathSeparator + program;
    }

    @Test
    void onTheClassPath() throws Exception {
        assertThat(Project.java(List.of("-cp", path, MAIN))).isEqualTo(OUTPUT);
    }

    @Test
    void onTheModulePath() throws Exception {
        assertThat(Project.java(List.of("-p", path, "-m", "org.example.all/" + MAIN)))
                .isEqualTo(OUTPUT);
    }

    @Test
    @FullOnly("ImageIT; this one with the starter")
    void inAnImageWhereNothingElseIsNamed() throws Exception {
        Path image = folder.resolve("image");
        List<String> options = List.of("--module-path", path, "--add-modules", "org.example.all", "--strip-debug");
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--output", image.toString()));
        Project.tool("jlink", arguments);

        assertThat(Project.java(image, List.of("-m", "org.example.all/" + MAIN)))
                .isEqualTo(OUTPUT);
    }
}
