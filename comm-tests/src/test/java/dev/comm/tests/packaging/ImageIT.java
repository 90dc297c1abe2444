package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.error.CommException;
import dev.comm.master.MasterNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A compute node runs in an image of jlink, without a JDK and without a class path. */
@Timeout(180)
class ImageIT {
    private static final List<String> MODULES =
            List.of("comm-api", "comm-core", "comm-transport-tcp", "comm-serialization-java", "comm-node", "slf4j-api");

    @TempDir
    Path folder;

    @Test
    void aComputeNodeRunsInAnImage() throws Exception {
        Path host = Project.compile("plugin-host-project", null, folder.resolve("host"));
        List<Path> modules = new ArrayList<>(Jars.of(MODULES));
        modules.add(host);
        Path image = folder.resolve("image");
        Project.tool(
                "jlink",
                List.of(
                        "--module-path",
                        Jars.path(modules),
                        "--add-modules",
                        "org.example.host,dev.comm.node,dev.comm.transport.tcp,dev.comm.serialization.java",
                        "--strip-debug",
                        "--output",
                        image.toString()));
        assertAnswers(image);
    }

    private void assertAnswers(Path image) throws Exception {
        CommConfig config = CommConfig.builder().bind("127.0.0.1:0").build();
        Path log = folder.resolve("node.log");
        try (MasterNode master = MasterNode.listen(config)) {
            Process node = Project.builder(List.of(
                            image.resolve("bin/java").toString(),
                            "-Dcomm.master=127.0.0.1:" + master.address().getPort(),
                            "-m",
                            "org.example.host/org.example.host.Doubler"))
                    .redirectOutput(log.toFile())
                    .start();
            try {
                awaitNode(master, log);
                assertThat(master.sendRequest("double", 21, Integer.class)
                                .iterator()
                                .next()
                                .value())
                        .isEqualTo(42);
                master.shutdownComputeNodes(Duration.ofSeconds(30));
                assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(node.exitValue())
                        .as(Files.readString(log, StandardCharsets.UTF_8))
                        .isZero();
            } finally {
                node.destroyForcibly();
            }
        }
    }

    private static void awaitNode(MasterNode master, Path log) throws IOException {
        try {
            master.awaitComputeNodes(1, Duration.ofSeconds(60));
        } catch (CommException e) {
            throw new AssertionError("the node said: " + Files.readString(log), e);
        }
    }
}
