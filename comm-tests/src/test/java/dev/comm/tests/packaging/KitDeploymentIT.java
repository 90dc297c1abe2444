package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * comm-testkit finds the engines of comm-testkit-live in every kind of deployment. The error for a missing artifact
 * names it.
 */
@Timeout(180)
class KitDeploymentIT {
    private static final String MAIN = "org.example.engines.Sockets";
    private static final String MODULE = "org.example.engines/" + MAIN;
    private static final String GOOD = "sockets LOOPBACK: 1 runs, 1 instances";

    /** The jars that Maven and Gradle add to the path for comm-testkit. */
    private static final List<String> KIT = List.of(
            "comm-testkit", "comm-api", "comm-core", "comm-master", "comm-node", "slf4j-api", "apiguardian-api");

    private static final List<String> LIVE = List.of("comm-testkit-live", "comm-transport-tcp");

    @TempDir
    static Path folder;

    private static Path program;
    private static String kit;
    private static String all;

    @BeforeAll
    static void compile() throws IOException {
        program = Project.compile("testkit-deployment-project", Jars.testLibrary(), null, folder.resolve("program"));
        kit = Jars.path(Jars.of(KIT));
        all = kit + File.pathSeparator + Jars.path(Jars.of(LIVE));
    }

    private static String with(String path) {
        return path + File.pathSeparator + program;
    }

    @Test
    void onTheClassPath() throws Exception {
        assertThat(Project.java(List.of("-cp", with(all), MAIN))).contains(GOOD);
    }

    /** Runs a module that requires neither the live engines nor a role, because they are found as services. */
    @Test
    void onTheModulePath() throws Exception {
        assertThat(Project.java(List.of("-p", with(all), "-m", MODULE))).contains(GOOD);
    }

    @Test
    @FullOnly("onTheModulePath; this one with the program on the class path")
    void theKitAsModulesAndTheProgramOnTheClassPath() throws Exception {
        String modules = "dev.comm.testkit,dev.comm.master,dev.comm.node";
        assertThat(Project.java(List.of("-p", all, "--add-modules", modules, "-cp", program.toString(), MAIN)))
                .contains(GOOD);
    }

    @Test
    void theLiveEnginesOnTheClassPathOfAModularProgram() throws Exception {
        String live = Jars.path(Jars.of(LIVE));
        assertThat(Project.java(List.of("-p", with(kit), "-cp", live, "-m", MODULE)))
                .contains(GOOD);
    }

    @Test
    void theLiveEnginesInALoaderBelow() throws Exception {
        String live = Jars.path(Jars.of(LIVE));
        assertThat(Project.java(List.of("-cp", with(kit), MAIN, live))).contains(GOOD);
        assertThat(Project.java(List.of("-p", with(kit), "-m", MODULE, live))).contains(GOOD);
    }

    @Test
    @FullOnly("ImageIT; this one with the test kit")
    void inAnImage() throws Exception {
        Path image = folder.resolve("image");
        String modules =
                "org.example.engines,dev.comm.testkit.live,dev.comm.transport.tcp,dev.comm.master,dev.comm.node";
        Project.tool(
                "jlink", List.of("--module-path", with(all), "--add-modules", modules, "--output", image.toString()));
        assertThat(Project.java(image, List.of("-m", MODULE))).contains(GOOD);
    }

    @Test
    void inOneJarWithTheServicesMerged() throws Exception {
        List<Path> jars = new ArrayList<>(Jars.of(KIT));
        jars.addAll(Jars.of(LIVE));
        String one = merge(jars, folder.resolve("one.jar")).toString();
        assertThat(Project.java(List.of("-cp", one + File.pathSeparator + program, MAIN)))
                .contains(GOOD);
    }

    private static Path merge(List<Path> jars, Path one) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry :
                        jar.stream().filter(KitDeploymentIT::isKept).toList()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        entries.merge(entry.getName(), in.readAllBytes(), KitDeploymentIT::join);
                    }
                }
            }
        }
        try (OutputStream file = Files.newOutputStream(one);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return one;
    }

    private static boolean isKept(JarEntry entry) {
        return !entry.isDirectory()
                && Stream.of("module-info.class", "MANIFEST.MF").noneMatch(entry.getName()::endsWith);
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    @Test
    void withoutTheArtifactTheFirstLineNamesIt() throws Exception {
        for (List<String> arguments : List.of(
                List.of("-cp", with(kit), MAIN),
                List.of("-p", with(kit), "--add-modules", "dev.comm.master,dev.comm.node", "-m", MODULE))) {
            Process java = Project.builder(Project.command(arguments)).start();
            String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output)
                    .contains("ProviderException: add the artifact dev.comm:comm-testkit-live to the dependencies"
                            + " of the test")
                    .contains("the test asks for the engine LOOPBACK");
            assertThat(java.exitValue()).isNotZero();
        }
    }
}
